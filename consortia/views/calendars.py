"""The calendar of a consortium: a person's own secret address, and what a calendar program reads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.publishing.publisher import absolute
from commissioners.views.feeds import CALENDAR
from consortia.actions import calendars
from consortia.models import ConsortiumCalendar
from consortia.sharing.calendar import calendar_of, coming
from consortia.workspace.seats import Workspace, in_workspace
from partnerships_portal.accounts.limits import limited

MADE = "consortium_calendar_made"


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@limited("consortium_calendar", "60/h/user")
@in_workspace
def consortium_calendar(request, workspace: Workspace):
    """Whether there is an address; POST makes a new one, which is shown once. Whoever only reads may have one too."""
    consortium, at = workspace.consortium, timezone.now()
    if request.method == "POST":
        token = calendars.make_address(consortium=consortium, by=request.user, at=at)
        request.session[MADE] = {"consortium": consortium.pk, "token": token}
        return redirect("consortium_calendar", consortium.pk)
    made = request.session.pop(MADE, {})
    context = {
        "workspace": workspace,
        "address": ConsortiumCalendar.objects.filter(consortium=consortium, person=request.user).first(),
        "shown_once": absolute("calendar_of_consortium", made["token"])
        if made.get("consortium") == consortium.pk
        else "",
        "coming": coming(consortium, at=at),
    }
    return render(request, "consortia/sharing/calendar.html", context)


@require_POST
@in_workspace
def consortium_calendar_end(request, workspace: Workspace):
    """The address shows nothing any more."""
    if calendars.end_address(consortium=workspace.consortium, by=request.user, at=timezone.now()):
        messages.success(request, "The address of this calendar has ended. Remove it from your calendar app too.")
    return redirect("consortium_calendar", workspace.consortium.pk)


@login_not_required
@limited("calendar_of_consortium", "600/h/ip", methods=("GET", "HEAD"))
@require_safe
@cache_control(private=True, max_age=900)
def calendar_of_consortium(request, token):
    """What the members have to do and to decide, for whoever made the address, while they are in the consortium."""
    consortium = calendars.read_with(token)
    if consortium is None:
        raise Http404("There is no such calendar")
    headers = {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return HttpResponse(calendar_of(consortium, at=timezone.now()), content_type=CALENDAR, headers=headers)
