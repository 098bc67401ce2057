"""Pages of proposals: the list, the one, and what its proposer does with it. Answers: `proposal_answers`."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from consortia.actions import invitations, proposals
from consortia.models import Invitation, Proposal
from consortia.proposing import fingerprint
from consortia.proposing.beginning import proposers
from consortia.proposing.listing import received, received_line, sent, sent_line
from consortia.proposing.page import asked_with, check_page, proposal_page
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

PAGE_SIZE = 20
ASK_AND_DO = ["GET", "HEAD", "POST"]
proposing = limited("proposals", "120/h/user")


@require_safe
def proposal_list(request):
    """What one's organisations were asked, and what they asked."""
    shows_sent = request.GET.get("show") == "sent"
    rows = sent(request.user) if shows_sent else received(request.user)
    page = page_of(Paginator(rows, PAGE_SIZE), request.GET.get("page"))
    at = timezone.now()
    lines = [sent_line(one, at) if shows_sent else received_line(one, at) for one in page.object_list]
    context = {"page": page, "lines": lines, "shows_sent": shows_sent, "may_propose": bool(proposers(request.user))}
    return render(request, "consortia/proposing/list.html", context)


def get_proposal(user, pk) -> Proposal:
    """One that exists for the person, or 404."""
    found = Proposal.objects.visible_to(user).select_related(
        "proposer", "proposed_by", "opportunity__body", "lot", "consortium"
    )
    return get_object_or_404(found.defer("proposer__public_search", "opportunity__search"), pk=pk)


def own_proposal(user, pk) -> Proposal:
    """One that the person may act on for its proposer; 403 where they may only read it."""
    found = get_proposal(user, pk)
    if not user.has_perm("consortia.propose", found.proposer):
        raise PermissionDenied
    return found


@require_safe
def proposal(request, pk):
    """What is proposed and how it stands, for both sides."""
    found = get_proposal(request.user, pk)
    context = proposal_page(found, user=request.user, at=timezone.now())
    return render(request, "consortia/proposing/proposal.html", context)


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_send(request, pk):
    """A look at what each of those asked will see; then sent."""
    found, at = own_proposal(request.user, pk), timezone.now()
    if found.state != Proposal.State.DRAFT:
        return redirect(found)
    if request.method == "POST":
        try:
            if proposals.send(proposal=found, seen=request.POST.get("seen", ""), by=request.user, at=at):
                messages.success(request, "Sent. You are told of each answer.")
            return redirect(found)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            found = own_proposal(request.user, pk)
    return render(request, "consortia/proposing/check.html", check_page(found, at=at))


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_withdraw(request, pk):
    """Asks, then takes the whole proposal back."""
    found = own_proposal(request.user, pk)
    if found.state != Proposal.State.OPEN:
        return redirect(found)
    if request.method == "POST":
        try:
            proposals.withdraw(proposal=found, by=request.user, at=timezone.now())
            messages.success(request, "Withdrawn. Those whom you asked are told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(found)
    return render(request, "consortia/proposing/withdraw.html", {"proposal": found})


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_confirm(request, pk):
    """Who is in and who is not; then the consortium is formed."""
    found, at = own_proposal(request.user, pk), timezone.now()
    if found.state == Proposal.State.CONFIRMED and found.consortium:
        return redirect(found.consortium)
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            formed = proposals.confirm(proposal=found, seen=seen, by=request.user, at=at)
            messages.success(request, "The consortium is formed. All its members are told.")
            return redirect(formed)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            found = own_proposal(request.user, pk)
    page = proposal_page(found, user=request.user, at=at)
    if not page["can_confirm"]:
        return redirect(found)
    asked = asked_with(found)
    return render(
        request,
        "consortia/proposing/confirm.html",
        {
            "proposal": found,
            "accepted": [one for one in asked if one.state == Invitation.State.ACCEPTED],
            "waiting": [one for one in asked if one.state == Invitation.State.SENT],
            "seen": fingerprint.of_answers(asked),
        },
    )


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_ask_withdraw(request, pk, invitation_pk):
    """Asks, then asks one organisation no longer."""
    found = own_proposal(request.user, pk)
    asked = get_object_or_404(found.invitations.select_related("organisation"), pk=invitation_pk)
    if found.state != Proposal.State.OPEN or asked.state not in (Invitation.State.SENT, Invitation.State.ACCEPTED):
        return redirect(found)
    if request.method == "POST":
        try:
            invitations.withdraw(invitation=asked, by=request.user, at=timezone.now())
            messages.success(request, f"{asked.name} is asked no longer, and is told so.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(found)
    return render(request, "consortia/proposing/withdraw.html", {"proposal": found, "asked": asked})
