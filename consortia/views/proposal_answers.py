"""Pages where those who are asked answer a proposal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consortia.actions import invitations
from consortia.forms.proposals import AnswerForm
from consortia.models import Invitation
from consortia.models.proposals import Proposal
from partnerships_portal.accounts.transitions import NotPossible

from .proposals import ASK_AND_DO, get_proposal, proposing


def _asked(request, pk, invitation_pk) -> tuple[Proposal, Invitation]:
    """An invitation of a proposal that exists for the person; 403 unless they answer for the organisation asked."""
    proposal = get_proposal(request.user, pk)
    asked = get_object_or_404(proposal.invitations.select_related("organisation"), pk=invitation_pk)
    if not request.user.has_perm("consortia.propose", asked.organisation):
        raise PermissionDenied
    asked.proposal = proposal
    return proposal, asked


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_answer(request, pk, invitation_pk):
    """Accept or decline, a look at it, then sent."""
    proposal, asked = _asked(request, pk, invitation_pk)
    at = timezone.now()
    if not Invitation.objects.open(at).filter(pk=asked.pk).exists():
        return redirect(proposal)
    joins = proposal.consortium_id is not None
    form = AnswerForm(request.POST if request.method == "POST" else None, joins=joins)
    then = request.POST.get("then", "check")
    context = {"proposal": proposal, "asked": asked, "form": form, "joins": joins}
    if request.method == "POST" and then != "change" and form.is_valid():
        if then == "send":
            return _answered(request, proposal, asked, form, at)
        return render(request, "consortia/proposing/answer_check.html", context)
    if then == "change":
        form.errors.clear()
    return render(request, "consortia/proposing/answer.html", context)


def _answered(request, proposal, asked, form, at):
    try:
        if form.accepts:
            invitations.accept(invitation=asked, by=request.user, at=at)
            messages.success(request, f"{asked.name} has accepted. {proposal.proposer} is told.")
        else:
            invitations.decline(invitation=asked, answer=form.cleaned_data["why"], by=request.user, at=at)
            messages.success(request, f"{asked.name} has declined. {proposal.proposer} is told.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(proposal)


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_take_back(request, pk, invitation_pk):
    """Asks, then takes an acceptance back."""
    proposal, asked = _asked(request, pk, invitation_pk)
    if proposal.state != Proposal.State.OPEN or asked.state != Invitation.State.ACCEPTED:
        return redirect(proposal)
    if request.method == "POST":
        try:
            invitations.take_back(invitation=asked, by=request.user, at=timezone.now())
            messages.success(request, f"Taken back. {proposal.proposer} is told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(proposal)
    return render(request, "consortia/proposing/take_back.html", {"proposal": proposal, "asked": asked})
