"""Pages of the steering group."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortia.actions import steering
from consortia.forms.steering import MeetingForm, SteeringPersonForm
from consortia.models import SteeringMeeting, SteeringPerson
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .limits import working

MEETINGS = 10
ASK_AND_DO = ["GET", "HEAD", "POST"]


@require_safe
@in_workspace
def steering_group(request, workspace: Workspace):
    """Whom each member named, and when they met."""
    people = SteeringPerson.objects.sitting().filter(member__consortium=workspace.consortium)
    meetings = SteeringMeeting.objects.filter(consortium=workspace.consortium)
    page = page_of(
        Paginator(meetings.select_related("member__organisation", "written_by"), MEETINGS), request.GET.get("page")
    )
    context = {
        "workspace": workspace,
        "people": people.select_related("person", "member__organisation").order_by("member__organisation__name", "pk"),
        "page": page,
        "own": {seat.pk for seat in workspace.acting},
        "today": timezone.localdate(),
    }
    return render(request, "consortia/steering/detail.html", context)


@require_http_methods(ASK_AND_DO)
@working
@in_workspace
@acting
def steering_name(request, workspace: Workspace):
    """Names somebody of one's own organisation."""
    form = SteeringPersonForm(request.POST if request.method == "POST" else None, workspace=workspace)
    if request.method == "POST" and form.is_valid():
        try:
            named = steering.name_person(**form.named, by=request.user, at=timezone.now())
            messages.success(request, f"{named.person} is named for {named.member.organisation}.")
        except NotPossible as problem:
            messages.error(request, str(problem))
        return redirect("steering_group", workspace.consortium.pk)
    context = {"workspace": workspace, "form": form, "title": "Name somebody for the steering group"}
    return render(request, "consortia/steering/edit.html", context)


@require_POST
@working
@in_workspace
@acting
def steering_take_off(request, workspace: Workspace, named_pk):
    """Takes somebody off whom one's own organisation named."""
    named = get_object_or_404(SteeringPerson, pk=named_pk, member__in=workspace.members)
    seat = _own(workspace, named)
    try:
        steering.take_off(member=seat, named=named, by=request.user, at=timezone.now())
        messages.success(request, f"{named.person} is not in the steering group any more.")
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("steering_group", workspace.consortium.pk)


@require_http_methods(ASK_AND_DO)
@working
@in_workspace
@acting
def steering_meeting_add(request, workspace: Workspace):
    """Writes notes of a meeting."""
    return _meeting(request, workspace, None)


@require_http_methods(ASK_AND_DO)
@working
@in_workspace
@acting
def steering_meeting_edit(request, workspace: Workspace, meeting_pk):
    """Changes notes that one's own organisation wrote."""
    meeting = get_object_or_404(SteeringMeeting, pk=meeting_pk, consortium=workspace.consortium)
    _own(workspace, meeting)
    return _meeting(request, workspace, meeting)


def _own(workspace: Workspace, thing):
    """The seat that it belongs to; 403 where it is another member's."""
    seat = next((seat for seat in workspace.acting if seat.pk == thing.member_id), None)
    if seat is None:
        raise PermissionDenied
    return seat


def _meeting(request, workspace: Workspace, meeting: SteeringMeeting | None):
    own = [seat for seat in workspace.acting if meeting is None or seat.pk == meeting.member_id]
    initial = {"held_on": meeting.held_on, "notes": meeting.notes} if meeting else {}
    seats = Workspace(workspace.consortium, workspace.members, workspace.seats, own)
    form = MeetingForm(request.POST if request.method == "POST" else None, workspace=seats, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("held_on", "notes")}
        try:
            steering.write_notes(member=form.seat, meeting=meeting, **given, by=request.user, at=timezone.now())
            messages.success(request, "The notes are saved. All members read them.")
        except NotPossible as problem:
            messages.error(request, str(problem))
        return redirect("steering_group", workspace.consortium.pk)
    context = {"workspace": workspace, "form": form, "title": "Notes of a meeting"}
    return render(request, "consortia/steering/edit.html", context)
