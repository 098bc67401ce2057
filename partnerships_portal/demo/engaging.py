"""Who is interested in what the demonstration's council buys, and the events at which it meets them."""

import datetime as dt
from itertools import cycle

from django.utils import timezone

from commissioners.choices import InterestKind, InterestVisibility, Source, State
from commissioners.models import CommissioningBody, EngagementEvent, EventSignUp, Interest, Opportunity
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User

DAY = dt.timedelta(days=1)
VISIBILITIES = (InterestVisibility.LISTED, InterestVisibility.SIGNED_IN, InterestVisibility.NOBODY)  # one list each
TOLD = (
    (InterestKind.LOOKING, "We run the evening work today and would bring our staff.", "We look for a lead provider."),
    (InterestKind.EITHER, "We could start within three months.", "We bring buildings, and look for local partners."),
    (InterestKind.ALONE, "Please keep the lots small enough for us.", ""),
    (InterestKind.LOOKING, "", "We cover two districts and look for others."),
)
EVENTS = (
    (
        "Online briefing: what we plan, and your questions",
        "We tell what we know and what is still open. Slides and answers are published for all afterwards.",
        True,
        "",
        "The link to the meeting is sent on this page the day before.",
        60,
    ),
    (
        "Meet the team and possible partners",
        "An hour with the people who know the service, then time to talk to each other.",
        False,
        "Council offices, Quay Street, room 2",
        "Ask for the commissioning team at the front desk.",
        24,
    ),
)


def ensure(*, body: CommissioningBody, first: Organisation, at: dt.datetime) -> None:
    """Make them where nobody is interested in the council's opportunities yet: what people did since stays."""
    live = Opportunity.objects.filter(body=body, source=Source.PORTAL, state__in=[State.EARLY_ENGAGEMENT, State.OPEN])
    officer = User.objects.filter(body_memberships__body=body).order_by("pk").first()
    if officer is None or Interest.objects.filter(opportunity__body=body).exists():
        return
    others = Organisation.objects.active().filter(is_demo=True).exclude(pk=first.pk).order_by("pk")
    interested = [first, *others[: len(TOLD) - 1]]
    chosen = list(live.order_by("-published_at", "pk")[: len(VISIBILITIES)])
    for opportunity, shown_to in zip(chosen, VISIBILITIES, strict=False):
        Opportunity.objects.filter(pk=opportunity.pk).update(interest_shown_to=shown_to)
        _tell(opportunity, interested, officer, at, has_list=shown_to != InterestVisibility.NOBODY)
    for number, (opportunity, words) in enumerate(zip(cycle(chosen[:2]), EVENTS, strict=False), start=1):
        _hold(opportunity, words, first, officer, at + 7 * number * DAY, at)


def _tell(opportunity, interested, officer, at, *, has_list: bool) -> None:
    rows = []
    for days, (organisation, (kind, message, note)) in enumerate(zip(interested, TOLD, strict=False), start=1):
        member = User.objects.filter(memberships__organisation=organisation).order_by("pk").first()
        listed = has_list and bool(note)
        rows.append(
            Interest(
                opportunity=opportunity,
                organisation=organisation,
                kind=kind,
                message=message,
                listed=listed,
                listed_note=note if listed else "",
                expressed_at=at - days * DAY,
                expressed_by=member or officer,  # most invented organisations have no people
                updated_at=at - days * DAY,
            )
        )
    Interest.objects.bulk_create(rows)


def _hold(opportunity, words, first, officer, day, at) -> None:
    title, description, is_online, venue, joining, places = words
    starts = timezone.localtime(day).replace(hour=10, minute=0, second=0, microsecond=0)
    event = EngagementEvent.objects.create(
        opportunity=opportunity,
        title=title,
        description=description,
        is_online=is_online,
        venue=venue,
        joining_details=joining,
        places=places,
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=2),
        created_at=at - 3 * DAY,
        created_by=officer,
    )
    member = User.objects.filter(memberships__organisation=first).order_by("pk").first()
    if member is not None:
        EventSignUp.objects.create(event=event, organisation=first, person=member, signed_up_at=at - DAY)
