"""Pages where the members of a consortium decide."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from consortia.actions import decisions
from consortia.deciding import kinds
from consortia.deciding.shown import decisions_of, shown
from consortia.forms.decisions import ProposeForm, VoiceForm
from consortia.models import Decision
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

PAGE_SIZE = 20
ASK_AND_DO = ["GET", "HEAD", "POST"]
deciding = limited("deciding", "120/h/user")  # each tells every member


@require_safe
@in_workspace
def decision_list(request, workspace: Workspace):
    """All that was proposed, open ones first: the log of decisions."""
    page = page_of(Paginator(decisions_of(workspace.consortium), PAGE_SIZE), request.GET.get("page"))
    context = {"workspace": workspace, "page": page, "members": len(workspace.members)}
    return render(request, "consortia/decisions/list.html", context)


@require_safe
@in_workspace
@acting
def decision_kinds(request, workspace: Workspace):
    """What one can propose."""
    listed = kinds.listed()
    return render(request, "consortia/decisions/kinds.html", {"workspace": workspace, "kinds": listed})


@deciding
@require_http_methods(ASK_AND_DO)
@in_workspace
@acting
def decision_propose(request, workspace: Workspace, kind):
    """What one proposes, then a look at what the others will read, then sent."""
    told = next((one for one in kinds.listed() if one.key == kind and not one.page), None)
    if told is None:
        raise Http404
    then = request.POST.get("then", "check")
    initial = {name: request.GET.get(name) for name in ("member", "model")}  # as the page said that led here
    form = ProposeForm(_sent(request), workspace=workspace, kind=told, initial=initial)
    context = {"workspace": workspace, "kind": told, "form": form}
    if request.method == "POST" and then != "change" and form.is_valid():
        if then != "send":
            return render(request, "consortia/decisions/check.html", context | _checked(workspace, told, form))
        try:
            done = decisions.propose(kind=kind, **form.proposed, by=request.user, at=timezone.now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(done)
    if then == "change":
        form.errors.clear()
    return render(request, "consortia/decisions/propose.html", context)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _checked(workspace: Workspace, kind, form: ProposeForm) -> dict:
    """What the others will read. Nothing is kept."""
    proposed = form.proposed
    rule = "everyone" if kind.by_everyone else workspace.consortium.decision_rule
    decision = Decision(consortium=workspace.consortium, kind=kind.key, rule=rule, **_of_decision(proposed))
    return {"decision": decision, "title": kind.title(decision), "seat": proposed["member"]}


def _of_decision(proposed: dict) -> dict:
    return {name: value for name, value in proposed.items() if name != "member"}


@deciding
@require_http_methods(ASK_AND_DO)
@in_workspace
def decision(request, workspace: Workspace, decision_pk):
    """One decision, who said what, and one's own voice while it is open."""
    found = _found(workspace, decision_pk)
    if request.method == "POST":
        return _spoken(request, workspace, found)
    return _page(request, workspace, found)


def _found(workspace: Workspace, pk) -> Decision:
    rows = Decision.objects.filter(consortium=workspace.consortium)
    return get_object_or_404(rows.select_related("proposer__organisation", "about__organisation", "proposed_by"), pk=pk)


def _page(request, workspace: Workspace, found: Decision, form: VoiceForm | None = None):
    told = shown(found, workspace)
    if form is None and told.is_open and workspace.may_act:
        form = VoiceForm(workspace=workspace, initial=_own_voice(told))
    context = {"workspace": workspace, "shown": told, "decision": found, "form": form}
    is_proposer = any(seat.pk == found.proposer_id for seat in workspace.acting)
    return render(request, "consortia/decisions/detail.html", context | {"may_withdraw": told.is_open and is_proposer})


def _own_voice(told) -> dict:
    """What the only member that one acts for has said."""
    voice = told.own[0].voice if len(told.own) == 1 else None
    return {"answer": voice.answer, "words": voice.words} if voice else {}


@acting
def _spoken(request, workspace: Workspace, found: Decision):
    form = VoiceForm(request.POST, workspace=workspace)
    if form.is_valid():
        try:
            done = decisions.give_voice(
                decision=found,
                member=form.seat,
                answer=form.cleaned_data["answer"],
                words=form.cleaned_data["words"],
                by=request.user,
                at=timezone.now(),
            )
        except NotPossible as problem:
            messages.error(request, str(problem))
        else:
            _thank(request, done)
        return redirect(found)
    return _page(request, workspace, found, form)


def _thank(request, done: Decision) -> None:
    ends = {Decision.State.AGREED: "It is agreed.", Decision.State.NOT_AGREED: "All have spoken: it is not agreed."}
    messages.success(request, f"Your voice is kept. {ends.get(Decision.State(done.state), done.because)}".strip())


@deciding
@require_http_methods(ASK_AND_DO)
@in_workspace
@acting
def decision_withdraw(request, workspace: Workspace, decision_pk):
    """Asks, then takes back what one's own organisation proposed."""
    found = _found(workspace, decision_pk)
    if request.method == "POST":
        seat = next((seat for seat in workspace.acting if seat.pk == found.proposer_id), workspace.acting[0])
        try:
            decisions.withdraw(decision=found, member=seat, by=request.user, at=timezone.now())
            messages.success(request, "The decision is withdrawn, and the members are told.")
        except NotPossible as problem:
            messages.error(request, str(problem))
        return redirect(found)
    return render(request, "consortia/decisions/withdraw.html", {"workspace": workspace, "decision": found})
