"""Pages about who owns what the members bring and make."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortia.actions import property as actions
from consortia.forms.property import ContributionForm
from consortia.models import ConsortiumMember, Contribution
from consortia.property import property_page
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.transitions import NotPossible

from .limits import working


@require_safe
@in_workspace
def intellectual_property(request, workspace: Workspace):
    """What each brings, and the terms that they adopted."""
    return render(request, "consortia/property/detail.html", property_page(workspace))


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def contribution_add(request, workspace: Workspace):
    """Something that one's own organisation brings."""
    return _edit(request, workspace, None)


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def contribution_edit(request, workspace: Workspace, contribution_pk):
    """Changes it; 403 for what another member brings."""
    return _edit(request, workspace, _own(workspace, contribution_pk)[1])


@require_POST
@working
@in_workspace
@acting
def contribution_remove(request, workspace: Workspace, contribution_pk):
    """Takes it off."""
    seat, found = _own(workspace, contribution_pk)
    try:
        actions.remove(member=seat, contribution=found, by=request.user, at=timezone.now())
        messages.success(request, f"“{found.what}” is taken off.")
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("intellectual_property", workspace.consortium.pk)


def _own(workspace: Workspace, pk) -> tuple[ConsortiumMember, Contribution]:
    found = get_object_or_404(Contribution, pk=pk, member__in=workspace.members)
    seat = next((seat for seat in workspace.acting if seat.pk == found.member_id), None)
    if seat is None:
        raise PermissionDenied
    return seat, found


def _edit(request, workspace: Workspace, found: Contribution | None):
    seats = Workspace(workspace.consortium, workspace.members, workspace.seats, _seats(workspace, found))
    initial = {name: getattr(found, name) for name in ("what", "during", "after")} if found else {}
    form = ContributionForm(request.POST if request.method == "POST" else None, workspace=seats, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save(member=form.seat, contribution=found, texts=form.texts, by=request.user, at=timezone.now())
            messages.success(request, "What you bring is saved. All members read it.")
        except NotPossible as problem:
            messages.error(request, str(problem))
        return redirect("intellectual_property", workspace.consortium.pk)
    return render(
        request, "consortia/property/edit.html", {"workspace": workspace, "form": form, "contribution": found}
    )


def _seats(workspace: Workspace, found: Contribution | None) -> list[ConsortiumMember]:
    """Those that one may write for: of what is there, its owner alone."""
    return [seat for seat in workspace.acting if found is None or seat.pk == found.member_id]
