"""How long is left for a bid, in words, through closing, extending and cancelling. Pure: the time comes in."""

import datetime as dt
import math
from dataclasses import dataclass

from django.utils import timezone

from commissioners.choices import State
from commissioners.law.timing import Deadline
from commissioners.plain_words import day, moment_in_words
from commissioners.timetable.time_left import deadline_of

SOON_DAYS = 7


@dataclass(frozen=True)
class Countdown:
    """One line for a bid. `urgent`: it is nearly or already too late."""

    words: str
    urgent: bool = False


def countdown(bid, *, at: dt.datetime) -> Countdown | None:
    """None where nothing is to be waited for: the bid is over, or names no opportunity."""
    opportunity = bid.opportunity
    if opportunity is None or not bid.is_live:
        return None
    if opportunity.state == State.CANCELLED:
        return Countdown("The opportunity was cancelled.", urgent=True)
    if opportunity.state == State.AWARDED:
        return Countdown("The opportunity was awarded: record how it went.", urgent=True)
    moment = opportunity.submission_deadline
    if bid.state == "submitted":
        return Countdown(_decision(opportunity))
    if opportunity.state == State.CLOSED or (moment and moment <= at):
        when = f" at {moment_in_words(moment)}" if moment else ""
        return Countdown(f"The deadline passed{when}. If it is extended, you are told.", urgent=True)
    if moment:
        return _left(moment, at)
    return Countdown(_expected(deadline_of(opportunity)))


def _left(moment: dt.datetime, at: dt.datetime) -> Countdown:
    days = (timezone.localdate(moment) - timezone.localdate(at)).days
    if days == 0:
        hours = math.floor((moment - at).total_seconds() / 3600)
        left = "Less than an hour left" if hours < 1 else f"{hours} {'hour' if hours == 1 else 'hours'} left"
    else:
        left = f"{days} {'day' if days == 1 else 'days'} left"
    return Countdown(f"{left}: tenders by {moment_in_words(moment)}.", urgent=days <= SOON_DAYS)


def _expected(deadline: Deadline) -> str:
    if deadline.on is None:
        return "No date for tenders is known yet."
    return f"The buyer has not set a deadline. Tenders are expected by about {day(deadline.on)}."


def _decision(opportunity) -> str:
    if opportunity.award_expected_on:
        return f"Submitted. The buyer expects to decide by {day(opportunity.award_expected_on)}."
    return "Submitted. The buyer has not said when it will decide."
