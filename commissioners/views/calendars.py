"""A person's own calendar of deadlines: making and ending its secret address, and what a calendar program reads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.actions import calendars
from commissioners.models import CalendarAddress
from commissioners.publishing.deadlines import calendar, to_come
from commissioners.publishing.own import own
from commissioners.publishing.publisher import absolute
from partnerships_portal.accounts.limits import limited

from .feeds import CALENDAR

MADE = "calendar_address_made"


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def calendar_address(request):
    """Whether there is an address; POST makes a new one, which is shown once."""
    at = timezone.now()
    if request.method == "POST":
        request.session[MADE] = calendars.make_address(by=request.user, at=at)
        return redirect("calendar_address")
    token = request.session.pop(MADE, "")
    context = {
        "address": CalendarAddress.objects.filter(person=request.user).first(),
        "shown_once": absolute("calendar_of_person", token) if token else "",
        "coming": len(to_come(own(request.user, at=at), at=at)),
    }
    return render(request, "commissioners/calendar_address.html", context)


@require_POST
def calendar_address_end(request):
    """The address shows nothing any more."""
    if calendars.end_address(by=request.user, at=timezone.now()):
        messages.success(request, "The address of your calendar has ended. Remove it from your calendar app too.")
    return redirect("calendar_address")


@login_not_required
@limited("calendar_of_person", "600/h/ip", methods=("GET", "HEAD"))
@require_safe
@cache_control(private=True, max_age=900)
def calendar_of_person(request, token):
    """The deadlines of whoever made the address; nothing that is not public, for addresses leak."""
    found = CalendarAddress.objects.filter(token_hash=calendars.fingerprint(token), person__is_active=True)
    address = found.select_related("person").first()
    if address is None:
        raise Http404("There is no such calendar")
    at = timezone.now()
    words = calendar(to_come(own(address.person, at=at), at=at), name="My deadlines", at=at)
    headers = {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return HttpResponse(words, content_type=CALENDAR, headers=headers)
