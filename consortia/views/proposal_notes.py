"""Pages where both sides of an invitation write to each other, and where who was asked by e-mail says who answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consortia.actions import proposal_claiming, proposal_notes
from consortia.forms.proposal_notes import ClaimForm, NoteForm
from consortia.models import Invitation, Proposal
from mutuals.models import Organisation
from mutuals.rules import EDITING_ROLES
from partnerships_portal.accounts.transitions import NotPossible

from .proposals import ASK_AND_DO, get_proposal, own_proposal, proposing


def _between(request, pk, invitation_pk) -> tuple[Proposal, Invitation, bool]:
    """An invitation that the person may write about, and whether they are the side that is asked."""
    proposal = get_proposal(request.user, pk)
    asked = get_object_or_404(
        Invitation.objects.to(request.user).select_related("organisation")
        if proposal.proposer_id not in request.user.memberships.values_list("organisation", flat=True)
        else proposal.invitations.select_related("organisation"),
        pk=invitation_pk,
        proposal=proposal,
    )
    asked.proposal = proposal
    is_asked = request.user.has_perm("consortia.propose", asked.organisation)
    if not is_asked and not request.user.has_perm("consortia.propose", proposal.proposer):
        raise PermissionDenied
    if proposal.state == Proposal.State.DRAFT:
        raise Http404
    return proposal, asked, is_asked


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_write(request, pk, invitation_pk):
    """A question, a suggested change or a reply."""
    proposal, asked, is_asked = _between(request, pk, invitation_pk)
    form = NoteForm(request.POST if request.method == "POST" else None, is_asked=is_asked)
    if request.method == "POST" and form.is_valid():
        try:
            proposal_notes.write(invitation=asked, **form.said, by=request.user, at=timezone.now())
            messages.success(request, f"Sent to {proposal.proposer if is_asked else asked.name}.")
            return redirect(proposal)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    to = proposal.proposer.name if is_asked else asked.name
    context = {"proposal": proposal, "asked": asked, "form": form, "to": to}
    return render(request, "consortia/proposing/write.html", context)


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_note_take_up(request, pk, invitation_pk, note_pk):
    """Asks, then has the role be the one that was suggested."""
    proposal = own_proposal(request.user, pk)
    asked = get_object_or_404(proposal.invitations.select_related("organisation"), pk=invitation_pk)
    note = get_object_or_404(asked.notes.exclude(role="").select_related("organisation", "invitation"), pk=note_pk)
    if request.method == "POST":
        try:
            proposal_notes.take_up(note=note, by=request.user, at=timezone.now())
            messages.success(request, f"Agreed. {asked.name} is told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(proposal)
    return render(request, "consortia/proposing/take_up.html", {"proposal": proposal, "asked": asked, "note": note})


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_claim(request, pk, invitation_pk):
    """For somebody asked by e-mail: which of their organisations answers."""
    proposal = get_proposal(request.user, pk)
    asked = get_object_or_404(Invitation.objects.to(request.user).filter(proposal=proposal), pk=invitation_pk)
    if asked.organisation_id is not None:
        return redirect(proposal)
    mine = Organisation.objects.filter(
        memberships__user=request.user, memberships__role__in=EDITING_ROLES, closed_at=None
    ).exclude(pk=proposal.proposer_id)
    form = ClaimForm(request.POST if request.method == "POST" else None, organisations=mine.order_by("name", "pk"))
    if request.method == "POST" and form.is_valid():
        try:
            proposal_claiming.claim(invitation=asked, organisation=form.chosen, by=request.user, at=timezone.now())
            return redirect(proposal)
        except NotPossible as refusal:
            form.add_error("organisation", str(refusal))
    return render(request, "consortia/proposing/claim.html", {"proposal": proposal, "asked": asked, "form": form})
