"""What the buyer's people do with their market engagement events."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions import events
from commissioners.events.coming import when_in_words
from commissioners.events.pages import people_coming
from commissioners.events.spreadsheet import as_csv
from commissioners.forms.events import CancelEventForm, EventForm
from commissioners.interest.possible import takes_events
from commissioners.models import EngagementEvent
from commissioners.rules import acts_for_buyer
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity
from .events import get_event


@require_http_methods(["GET", "HEAD", "POST"])
def event_create(request, pk):
    """Announce an event."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if request.method != "POST" and not takes_events(opportunity, timezone.now()):
        messages.info(request, "This opportunity is not under way any more: events can no longer be announced.")
        return redirect("opportunity_events", opportunity.pk)
    form = EventForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            event = events.announce(opportunity=opportunity, values=form.values, by=request.user, at=timezone.now())
            messages.success(request, f"“{event}” is announced.")
            return redirect(event)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, opportunity)


def _form_page(request, form, opportunity, event=None):
    back = event.get_absolute_url() if event else reverse("opportunity_events", args=[opportunity.pk])
    context = {"form": form, "opportunity": opportunity, "event": event, "back_url": back}
    return render(request, "commissioners/event_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def event_edit(request, pk):
    """Change an event; those who come are told."""
    event = get_event(request.user, pk, to="change_opportunity")
    form = EventForm(request.POST if request.method == "POST" else None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            events.change(
                event=event,
                values=form.values,
                version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"“{form.values['title']}” is saved. Whoever has signed up is told what changed.")
            return redirect(event)
        except NotPossible as refusal:
            _refuse(form, event, refusal)
    return _form_page(request, form, event.opportunity, event)


def _refuse(form, event, refusal) -> None:
    """Say why, keep what was typed, and let the next attempt name the version that stands now."""
    form.add_error(None, str(refusal))
    event.refresh_from_db(fields=["version"])
    form.data = form.data.copy()
    form.data["version"] = event.version


@require_http_methods(["GET", "HEAD", "POST"])
def event_cancel(request, pk):
    """Ask why, then cancel."""
    event = get_event(request.user, pk, to="change_opportunity")
    form = CancelEventForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            events.cancel(event=event, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
            messages.success(request, f"“{event}” is cancelled. Whoever had signed up is told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(event)
    context = {"form": form, "event": event, "back_url": event.get_absolute_url(), "when": when_in_words(event)}
    return render(request, "commissioners/event_cancel.html", context)


def _bought(request, pk) -> EngagementEvent:
    """One of what the person's bodies buy; 403 for others who can see that it is there."""
    event = get_event(request.user, pk)
    if not acts_for_buyer(request.user, event.opportunity):
        raise PermissionDenied
    return event


@never_cache
@require_safe
def event_people(request, pk):
    """Who comes, for the buyer's people alone."""
    event = _bought(request, pk)
    context = {
        "event": event,
        "opportunity": event.opportunity,
        "when": when_in_words(event),
        "people": list(people_coming(event)),
        "back_url": event.get_absolute_url(),
    }
    return render(request, "commissioners/event_people.html", context)


@never_cache
@require_safe
def event_people_csv(request, pk):
    """The same for the door."""
    event = _bought(request, pk)
    answer = HttpResponse(as_csv(people_coming(event)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="event-{event.pk}-people.csv"'
    return answer
