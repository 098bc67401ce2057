"""Pages about who is in a consortium, and leaving it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from consortia.actions import members
from consortia.forms.members import LeaveForm
from consortia.models import ConsortiumMember
from consortia.workspace.members import former, seats_offered_to
from consortia.workspace.seats import Workspace, acting, in_workspace
from mutuals.rules import edits
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .limits import working

FORMER_SHOWN = 20
ASK_AND_DO = ["GET", "HEAD", "POST"]


@require_safe
@in_workspace
def member_list(request, workspace: Workspace):
    """Who is in it, in which role, since when; and who has left."""
    page = page_of(Paginator(former(workspace.consortium), FORMER_SHOWN), request.GET.get("page"))
    own = {seat.pk for seat in workspace.seats}
    return render(request, "consortia/members/list.html", {"workspace": workspace, "page": page, "own": own})


@require_http_methods(ASK_AND_DO)
@working
@in_workspace
@acting
def consortium_leave(request, workspace: Workspace):
    """Says what follows, and asks; then leaves for one's own organisation."""
    form = LeaveForm(request.POST if request.method == "POST" else None, workspace=workspace)
    if request.method == "POST" and form.is_valid():
        seat = form.seat
        try:
            members.leave(member=seat, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
            messages.success(request, f"{seat.organisation} has left {workspace.consortium}. Its members are told.")
        except NotPossible as problem:
            messages.error(request, str(problem))
        return redirect("consortium_list")
    return render(request, "consortia/members/leave.html", {"workspace": workspace, "form": form})


@require_http_methods(ASK_AND_DO)
def seat_offer(request, pk):
    """A seat that one's organisation may take over, because it took over the organisation that had it."""
    offered = get_object_or_404(seats_offered_to(request.user), pk=pk)
    if offered.offer_answered_at is not None:
        return redirect("consortium_list")
    if request.method != "POST":
        return render(request, "consortia/members/seat_offer.html", {"offered": offered})
    if not edits(request.user, offered.offered_to):
        raise PermissionDenied
    return _answered(request, offered)


def _answered(request, offered: ConsortiumMember):
    try:
        if request.POST.get("answer") == "take":
            members.take_over(member=offered, by=request.user, at=timezone.now())
            return redirect(offered.consortium)
        if request.POST.get("answer") == "decline":
            members.decline_seat(member=offered, by=request.user, at=timezone.now())
            messages.success(request, "You do not take the seat.")
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("consortium_list")
