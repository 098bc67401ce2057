"""The page of a workspace where a member asks the others to agree that somebody else is asked to join."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consortia.actions import decisions
from consortia.consequences.asking_to_join import KIND
from consortia.deciding.kinds import kind_of
from consortia.forms.asking_to_join import AskToJoinForm
from consortia.models import Decision
from consortia.proposing.joining import asked_to_join
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.transitions import NotPossible

from .proposals import ASK_AND_DO, proposing


@proposing
@require_http_methods(ASK_AND_DO)
@in_workspace
@acting
def consortium_ask_to_join(request, workspace: Workspace):
    """Who and in which role, a look at what the others will read, then proposed to them."""
    at, then = timezone.now(), request.POST.get("then", "check")
    form = AskToJoinForm(request.POST if request.method == "POST" else None, user=request.user, workspace=workspace)
    context = {"workspace": workspace, "kind": kind_of(KIND), "form": form}
    if request.method == "POST" and then != "change" and form.is_valid():
        if then != "send":
            return render(request, "consortia/decisions/check.html", context | _checked(workspace, form))
        try:
            return redirect(decisions.propose(kind=KIND, **form.proposed, by=request.user, at=at))
        except NotPossible as refusal:
            form.add_error("name", str(refusal))
    if then == "change":
        form.errors.clear()
    waiting = asked_to_join(workspace.consortium, at)
    return render(request, "consortia/proposing/ask_to_join.html", context | {"waiting": waiting})


def _checked(workspace: Workspace, form: AskToJoinForm) -> dict:
    """What the others will read. Nothing is kept."""
    said = form.proposed
    rule = workspace.consortium.decision_rule
    decision = Decision(
        consortium=workspace.consortium, kind=KIND, rule=rule, text=said["text"], details=said["details"]
    )
    return {"decision": decision, "title": kind_of(KIND).title(decision), "seat": said["member"]}
