"""Pages where a proposal is written: what it is for, what it says, whom it asks. A draft is kept at each step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consortia.actions import drafts
from consortia.forms.proposals import AskedForm, LetterForm, PurposeForm, purpose_of
from consortia.models import Proposal
from consortia.proposing.beginning import TICKED, beginning, choices_of
from consortia.proposing.lines import Line
from consortia.proposing.page import asked_with
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import number_in

from .proposals import ASK_AND_DO, own_proposal, proposing

PARTS = ("purpose", "message", "organisations")
LETTER = ("title", "message", "role", "partnership_model")


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_new(request):
    """What it is for; whom it asks may come with the address."""
    at, is_sent = timezone.now(), request.method == "POST"
    began = beginning(request.user, request.POST if is_sent else request.GET, at)
    if began is None:
        raise PermissionDenied
    form = PurposeForm(request.POST if is_sent else None, opportunities=began.opportunities, initial=began.initial)
    if is_sent and form.is_valid():
        values = form.values | {"role": began.role}
        draft = drafts.start(proposer=began.proposer, values=values, lines=began.lines, by=request.user, at=at)
        return redirect("proposal_edit", draft.pk, "message")
    return render(request, "consortia/proposing/new.html", {"form": form, "began": began, "brought": _brought(request)})


def _brought(request) -> list[tuple[str, str]]:
    """The parameters of the address, for the form to bring along."""
    data = request.POST if request.method == "POST" else request.GET
    wanted = ("for", "opportunity", "lot", "team", "organisation", TICKED)
    return [(name, value) for name in wanted for value in data.getlist(name)]


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_edit(request, pk, part):
    """One part of a draft; then the next, or back to the look at the whole."""
    draft = own_proposal(request.user, pk)
    if part not in PARTS:
        raise Http404
    if draft.state != Proposal.State.DRAFT:
        messages.info(request, drafts.SENT)
        return redirect(draft)
    step = {"purpose": _purpose, "message": _message, "organisations": _organisations}[part]
    try:
        return step(request, draft)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("proposal_list")


def _purpose(request, draft: Proposal):
    at = timezone.now()
    opportunities = choices_of(request.user, draft.proposer, draft.opportunity_id, at)
    data = request.POST if request.method == "POST" else None
    form = PurposeForm(data, opportunities=opportunities, initial=purpose_of(draft))
    if data is not None and form.is_valid():
        drafts.save(draft=draft, values=form.values, by=request.user, at=at)
        return _next(request, draft, "purpose")
    return _shown(request, draft, form, "purpose", "What it is for")


def _message(request, draft: Proposal):
    data = request.POST if request.method == "POST" else None
    form = LetterForm(data, initial={name: getattr(draft, name) for name in LETTER})
    if data is not None and form.is_valid():
        drafts.save(draft=draft, values=form.cleaned_data, by=request.user, at=timezone.now())
        return _next(request, draft, "message")
    return _shown(request, draft, form, "message", "What you propose")


def _organisations(request, draft: Proposal):
    data = request.POST if request.method == "POST" else None
    form = AskedForm(data, user=request.user, proposal=draft, invitations=asked_with(draft))
    if data is None or not form.is_valid():
        return _shown(request, draft, form, "organisations", "Whom you ask")
    without = number_in(data.get("without", "")) or 0
    more = [Line(one) for one in form.cleaned_data["more"]]
    new = form.newcomer
    drafts.save_asked(
        draft=draft, said=form.said, lines=more, newcomer=new, without=without, by=request.user, at=timezone.now()
    )
    if more or new or without:
        return redirect("proposal_edit", draft.pk, "organisations")
    return redirect("proposal_send", draft.pk)


def _next(request, draft: Proposal, part: str):
    """The next part; from the look at the whole, back to it."""
    if request.GET.get("then") == "check":
        return redirect("proposal_send", draft.pk)
    return redirect("proposal_edit", draft.pk, PARTS[PARTS.index(part) + 1])


def _shown(request, draft: Proposal, form, part: str, title: str):
    context = {"proposal": draft, "form": form, "part": part, "title": title}
    return render(request, "consortia/proposing/edit.html", context | {"step": PARTS.index(part) + 1})


@proposing
@require_http_methods(ASK_AND_DO)
def proposal_discard(request, pk):
    """Asks, then deletes a draft."""
    draft = own_proposal(request.user, pk)
    if draft.state != Proposal.State.DRAFT:
        return redirect(draft)
    if request.method == "POST":
        try:
            drafts.discard(draft=draft, by=request.user, at=timezone.now())
            messages.success(request, "The draft is discarded.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("proposal_list")
    return render(request, "consortia/proposing/discard.html", {"proposal": draft})
