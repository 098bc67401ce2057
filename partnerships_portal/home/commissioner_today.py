"""What needs the people of a commissioning body today."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from commissioners.choices import Openness, State
from commissioners.models import Opportunity

from .items import Section, Todo, day
from .standing import Standing

SOON = dt.timedelta(days=14)
SHOWN = 20


def sections(user, standing: Standing, at) -> list[Section]:
    return [
        Section(
            "Your opportunities",
            "None of your opportunities needs you today.",
            _todos(user, standing, at),
            more_url=reverse("my_opportunities"),
            more_text="See your opportunities, or post one",
        )
    ]


def _todos(user, standing: Standing, at) -> list[Todo]:
    unfinished = [State.DRAFT, State.EARLY_ENGAGEMENT, State.OPEN, State.CLOSED]
    seen = Opportunity.objects.visible_to(user).listed()
    mine = seen.filter(body__in=[b.pk for b in standing.bodies], state__in=unfinished)
    todos = []
    for opportunity in mine.order_by("submission_deadline", "pk")[: SHOWN * 5]:
        for text, detail in _needs(opportunity, at):
            todos.append(Todo(f"{text}: {opportunity.title}", opportunity.get_absolute_url(), detail))
    return todos[:SHOWN]


def _needs(opportunity, at) -> list[tuple[str, str]]:
    """(what to do, why) for one opportunity."""
    needs, deadline = [], opportunity.submission_deadline
    published = opportunity.state in (State.EARLY_ENGAGEMENT, State.OPEN)
    if opportunity.state == State.DRAFT:
        needs.append(("Publish the draft", "Only people of your body can see it."))
    if opportunity.state == State.OPEN and deadline and deadline <= at:
        needs.append(("Close it, or extend the deadline", f"Tenders were due by {day(deadline)}."))
    elif opportunity.state == State.OPEN and deadline and deadline <= at + SOON:
        needs.append(("Tenders close soon", f"By {day(deadline)}."))
    if opportunity.state == State.CLOSED:
        closed = f"It closed on {day(deadline)}. " if deadline else ""
        needs.append(("Say how it ended", f"{closed}Whoever sent a tender waits to hear."))
    if opportunity.state == State.EARLY_ENGAGEMENT and _has_no_next_step(opportunity, at):
        needs.append(("Say when you expect the tender", "Market engagement is over, and partners plan by that date."))
    if opportunity.state == State.EARLY_ENGAGEMENT and _is_late(opportunity, at):
        needs.append(
            (
                "Open it, or change the expected date",
                f"The tender was expected on {opportunity.expected_tender_on:%-d %B %Y}.",
            )
        )
    if published and opportunity.openness == Openness.NOT_STATED:
        needs.append(("Say how open you are to consortia", "Providers cannot tell whether to form a partnership."))
    return needs


def _is_late(opportunity, at) -> bool:
    expected = opportunity.expected_tender_on
    return expected is not None and expected < timezone.localdate(at)


def _has_no_next_step(opportunity, at) -> bool:
    ended = opportunity.engagement_deadline
    return ended is not None and ended <= at and opportunity.expected_tender_on is None
