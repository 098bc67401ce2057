"""Pages where one more organisation is asked while a proposal is open, perhaps in place of one that is not in it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from consortia.actions import invitations
from consortia.fairness.showing import record_shown
from consortia.forms.proposals import AnotherForm, NameForm
from consortia.models import Impression, Invitation, Proposal
from consortia.proposing.letter import letter, profile_seen
from consortia.proposing.page import asked_with
from consortia.proposing.possible import answer_by, silent, unavailable
from consortia.proposing.replacing import candidates
from mutuals.models import Organisation
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import number_in

from .proposals import ASK_AND_DO, own_proposal, proposing

STANDING = (Invitation.State.SENT, Invitation.State.ACCEPTED)


def _can_ask(proposal: Proposal) -> bool:
    return proposal.state == Proposal.State.OPEN and proposal.consortium_id is None


def _instead(request, proposal: Proposal) -> Invitation | None:
    """The invitation in whose place one is asked, where the address names one."""
    found = proposal.invitations.filter(pk=number_in(request.GET.get("instead", "")) or 0).exclude(state__in=STANDING)
    return found.select_related("organisation").first()


@limited("proposal_another", "30/m/user", methods=("GET",))
@require_safe
def proposal_another(request, pk):
    """Who could be asked next, with reasons; or anybody by name."""
    proposal, at = own_proposal(request.user, pk), timezone.now()
    if not _can_ask(proposal):
        return redirect(proposal)
    instead = _instead(request, proposal)
    form = NameForm(request.GET if "name" in request.GET else None, user=request.user)
    if form.is_bound and form.is_valid():
        return redirect(_address(proposal, form.cleaned_data["name"], instead))
    asked = asked_with(proposal)
    found = candidates(proposal, asked, at)
    place = Impression.Place.TEAM if proposal.opportunity_id else Impression.Place.PARTNERS
    pages = {"to": request.user, "page": request.get_full_path()}
    record_shown(place=place, organisations=[one.organisation.pk for one in found], at=at, **pages)
    context = {"proposal": proposal, "instead": instead, "form": form}
    lines = [(one, _address(proposal, one.organisation, instead, note=one.note)) for one in found]
    return render(request, "consortia/proposing/another.html", context | {"lines": lines})


def _address(proposal: Proposal, organisation: Organisation, instead: Invitation | None, note: str = "") -> str:
    query = {"instead": instead.pk if instead else "", "note": note[:300]}
    kept = urlencode({name: value for name, value in query.items() if value})
    return f"{reverse('proposal_ask', args=[proposal.pk, organisation.pk])}?{kept}"


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_ask(request, pk, organisation_pk):
    """In which role; a look at what it will see; then sent."""
    proposal, at = own_proposal(request.user, pk), timezone.now()
    there = Organisation.objects.visible_to(request.user).active().defer("public_search")
    organisation = get_object_or_404(there, pk=organisation_pk)
    if not _can_ask(proposal):
        return redirect(proposal)
    instead = _instead(request, proposal)
    first = {"role": instead.role if instead else "equal", "note": _first_note(request, instead)}
    form = AnotherForm(request.POST if request.method == "POST" else None, initial=first)
    then = request.POST.get("then", "check")
    context = {"proposal": proposal, "organisation": organisation, "instead": instead, "form": form}
    if request.method == "POST" and then != "change" and form.is_valid():
        if then == "send":
            return _asked(request, proposal, organisation, instead, form, at)
        preview = _preview(proposal, organisation, form, at)
        return render(request, "consortia/proposing/ask_check.html", context | preview)
    if then == "change":
        form.errors.clear()
    return render(request, "consortia/proposing/ask.html", context)


def _first_note(request, instead: Invitation | None) -> str:
    return request.GET.get("note", "").replace("\0", "")[:1000] or (instead.note if instead else "")


def _preview(proposal: Proposal, organisation: Organisation, form, at) -> dict:
    new = Invitation(proposal=proposal, organisation=organisation, expires_at=answer_by(proposal.opportunity, at))
    new.role, new.note = form.cleaned_data["role"], form.cleaned_data["note"]
    return {
        "letter": letter(proposal, new, asked_with(proposal)),
        "profile": profile_seen(proposal.proposer, [organisation]),
        "silent": silent([organisation]),
        "against": list(unavailable(proposal.proposer, [organisation], at).values()),
    }


def _asked(request, proposal, organisation, instead, form, at):
    try:
        invitations.ask(
            proposal=proposal,
            organisation=organisation,
            role=form.cleaned_data["role"],
            note=form.cleaned_data["note"],
            replaces=instead,
            by=request.user,
            at=at,
        )
        messages.success(request, f"{organisation} is asked. You are told of its answer.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(proposal)
