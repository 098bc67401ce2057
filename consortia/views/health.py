"""The health check of a consortium."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortia.actions import health as actions
from consortia.forms.health import HealthForm
from consortia.forms.workspace_rows import SeatForm
from consortia.health.pages import health_page
from consortia.models import HealthAnswers, HealthRound
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.transitions import NotPossible

from .limits import working


@require_safe
@in_workspace
def health_check(request, workspace: Workspace):
    """Who still has to answer, and the gaps of the rounds that ended."""
    return render(request, "consortia/health/page.html", health_page(workspace, request.user))


@require_POST
@working
@in_workspace
@acting
def health_begin(request, workspace: Workspace):
    """Begin a round."""
    try:
        actions.begin(member=workspace.seat(), by=request.user, at=timezone.now())
        messages.success(request, "The health check has begun, and the other members are told.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("health_check", workspace.consortium.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def health_answer(request, workspace: Workspace, member_pk):
    """Answer for one member; what it answered before is shown to nobody but its own people."""
    seat = workspace.seat(str(member_pk))
    current = _open_round(workspace)
    if current is None:
        return _ended(request, workspace)
    own = HealthAnswers.objects.visible_to(request.user).filter(round=current, organisation=seat.organisation_id)
    before = own.first()
    said = before.said if before else {}
    form = HealthForm(request.POST if request.method == "POST" else None, said=said, seats=[seat])
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(member=seat, health_round=current, said=form.said, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your answers are saved. You can change them until the gaps are shown.")
        return redirect("health_check", workspace.consortium.pk)
    context = health_page(workspace, request.user) | {"form": form, "seat": seat}
    return render(request, "consortia/health/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def health_show(request, workspace: Workspace):
    """Show the gaps: asked for once more, because it cannot be undone."""
    return _end(request, workspace, actions.show, "consortia/health/show.html", "The gaps are shown to all members.")


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def health_give_up(request, workspace: Workspace):
    """End a round without showing gaps: asked for once more, because its answers are deleted."""
    said = "The round is ended, and its answers are deleted."
    return _end(request, workspace, actions.give_up, "consortia/health/give_up.html", said)


def _end(request, workspace: Workspace, action, template: str, said: str):
    current = _open_round(workspace)
    if current is None:
        return _ended(request, workspace)
    form = SeatForm(request.POST if request.method == "POST" else None, seats=workspace.acting)
    if request.method == "POST" and form.is_valid():
        try:
            action(member=form.member, health_round=current, by=request.user, at=timezone.now())
            messages.success(request, said)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("health_check", workspace.consortium.pk)
    return render(request, template, health_page(workspace, request.user) | {"form": form})


def _open_round(workspace: Workspace) -> HealthRound | None:
    return HealthRound.objects.filter(consortium=workspace.consortium, ended_at=None).first()


def _ended(request, workspace: Workspace):
    messages.info(request, "No health check is open now. Any member can begin one.")
    return redirect("health_check", workspace.consortium.pk)
