"""What the pages of events show, each in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Q

from commissioners.interest.possible import takes_events
from commissioners.models import EngagementEvent, EventSignUp, Opportunity
from commissioners.rules import acts_for_buyer
from mutuals.models import Organisation

from .coming import Told, is_full, told, why_no_sign_up, with_taken


@dataclass(frozen=True)
class Panel:
    """The events on the page of an opportunity: those to come, whether there were others, and may be more."""

    coming: list[Told]
    has_more: bool
    takes_more: bool


def event_panel(opportunity: Opportunity, *, at) -> Panel:
    """In one query."""
    rows = [told(event, at) for event in with_taken(EngagementEvent.objects.filter(opportunity=opportunity))]
    coming = [row for row in rows if row.event.ends_at > at and not row.event.cancelled_at]
    return Panel(coming, has_more=len(coming) < len(rows), takes_more=takes_events(opportunity, at))


def events_of(opportunity: Opportunity, *, at) -> dict:
    """All events of an opportunity: those to come, then those that are over or cancelled, newest first."""
    rows = [told(event, at) for event in with_taken(EngagementEvent.objects.filter(opportunity=opportunity))]
    coming = [row for row in rows if row.event.ends_at > at and not row.event.cancelled_at]
    past = [row for row in reversed(rows) if row not in coming]
    return {"coming": coming, "past": past}


def event_page(event: EngagementEvent, *, user, at) -> dict:
    """One event, one of `with_taken`: how to join it only for those who come and for the buyer's people.

    Who no longer acts for the organisation for which they signed up, or for what took it over, does not come for it.
    """
    acts = acts_for_buyer(user, event.opportunity)
    mine = EventSignUp.objects.filter(event=event, person=user).select_related("organisation").first()
    own = own_organisations(user)
    comes = mine and {mine.organisation_id, mine.organisation.merged_into_id} & {one.pk for one in own}
    return {
        "event": event,
        "told": told(event, at),
        "opportunity": event.opportunity,
        "sign_up": mine,
        "own": own,
        "acts": acts,
        "is_full": is_full(event),
        "is_over": event.ends_at <= at,
        "why_not": why_no_sign_up(event, at),
        "joining_details": event.joining_details if (acts or comes) and not event.cancelled_at else "",
        "may_change": acts and user.has_perm("commissioners.change_opportunity", event.opportunity),
    }


def own_organisations(user) -> list[Organisation]:
    """Those for which the person can come to an event, in any role."""
    if not user.is_authenticated:
        return []
    return list(Organisation.objects.active().of(user).only("name").order_by("name", "pk"))


def people_coming(event: EngagementEvent):
    """Who has signed up, by organisation: for the buyer's people alone."""
    rows = EventSignUp.objects.filter(event=event).select_related("person", "organisation")
    return rows.order_by("organisation__name", "person__name", "pk")


def own_coming(user, *, at):
    """The events that the person has signed up for and that are not over, soonest first."""
    rows = EventSignUp.objects.filter(person=user, event__ends_at__gt=at).filter(Q(event__cancelled_at=None))
    return rows.select_related("event__opportunity").order_by("event__starts_at", "pk")
