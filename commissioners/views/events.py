"""Market engagement events as everyone sees them, and signing up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.actions import sign_ups
from commissioners.events.coming import coming_events, told, with_taken
from commissioners.events.pages import event_page, events_of, own_organisations
from commissioners.forms.events import SignUpForm
from commissioners.interest.possible import takes_events
from commissioners.models import EngagementEvent, EventSignUp
from commissioners.publishing.deadlines import single_event
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .access import get_opportunity
from .feeds import CALENDAR

PAGE_SIZE = 20


def get_event(user, pk, *, to: str = "") -> EngagementEvent:
    """The event with how many come, or 404; 403 where the person may not do `to` with its opportunity."""
    event = get_object_or_404(with_taken(EngagementEvent.objects.visible_to(user)), pk=pk)
    if to and not user.has_perm(f"commissioners.{to}", event.opportunity):
        raise PermissionDenied
    return event


@login_not_required
@require_safe
def event_list(request):
    """Everything that is to come."""
    at = timezone.now()
    page = page_of(Paginator(coming_events(at=at), PAGE_SIZE), request.GET.get("page"))
    return render(
        request, "commissioners/event_list.html", {"page_obj": page, "coming": [told(one, at) for one in page]}
    )


@login_not_required
@require_safe
def opportunity_events(request, pk):
    """The events of one opportunity."""
    opportunity, at = get_opportunity(request.user, pk), timezone.now()
    may_change = request.user.has_perm("commissioners.change_opportunity", opportunity)
    context = events_of(opportunity, at=at) | {
        "opportunity": opportunity,
        "may_announce": may_change and takes_events(opportunity, at),
        "takes_events": takes_events(opportunity, at),
        "back_url": opportunity.get_absolute_url(),
    }
    return render(request, "commissioners/opportunity_events.html", context)


@login_not_required
@require_safe
def event_detail(request, pk):
    event = get_event(request.user, pk)
    context = event_page(event, user=request.user, at=timezone.now()) if request.user.is_authenticated else None
    context = context or _for_visitors(event)
    return render(
        request, "commissioners/event_detail.html", context | {"back_url": event.opportunity.get_absolute_url()}
    )


def _for_visitors(event) -> dict:
    at = timezone.now()
    found = told(event, at)
    return {
        "event": event,
        "told": found,
        "opportunity": event.opportunity,
        "why_not": found.why_not,
        "is_over": event.ends_at <= at,
    }


@login_not_required
@require_safe
def event_calendar(request, pk):
    """The event for a calendar program."""
    event = get_event(request.user, pk)
    headers = {"Content-Disposition": f'attachment; filename="event-{event.pk}.ics"'}
    return HttpResponse(single_event(event), content_type=CALENDAR, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def event_sign_up(request, pk):
    """For which organisation, and what one needs; the same to change it."""
    event, own = get_event(request.user, pk), own_organisations(request.user)
    if not own:
        raise PermissionDenied
    mine = EventSignUp.objects.filter(event=event, person=request.user).first()
    form = SignUpForm(request.POST if request.method == "POST" else None, own=own, sign_up=mine)
    if request.method == "POST" and form.is_valid():
        _signed_up(request, event, form)
        return redirect(event)
    page = event_page(event, user=request.user, at=timezone.now())
    if page["why_not"] and mine is None:
        messages.info(request, f"{page['why_not']} You cannot sign up.")
        return redirect(event)
    context = page | {"form": form, "back_url": event.get_absolute_url()}
    return render(request, "commissioners/event_sign_up.html", context)


def _signed_up(request, event, form) -> None:
    try:
        sign_ups.sign_up(
            event=event,
            organisation=form.chosen,
            needs=form.cleaned_data["needs"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return
    messages.success(request, f"You are signed up for “{event}”. How to join is on this page.")


@require_POST
def event_sign_up_withdraw(request, pk):
    """The person does not come."""
    event = get_event(request.user, pk)
    try:
        if sign_ups.withdraw(event=event, by=request.user, at=timezone.now()):
            messages.success(request, f"You are no longer signed up for “{event}”. What you had written is deleted.")
        else:
            messages.info(request, "You are not signed up.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(event)
