"""What an opportunity still lacks before it may be published. Pure but for reading its lots."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from commissioners.choices import State
from commissioners.openness.contradictions import contradictions
from commissioners.plain_words import day, money


class Gap(NamedTuple):
    """One thing to mend: what to do, and the section of the form where (for a lot, its primary key)."""

    text: str
    section: str
    lot: int | None = None


def gaps(opportunity, *, to: str, at) -> list[Gap]:
    """Everything that stands between the opportunity and the state `to` at the time `at`; empty when ready.

    Reads the lots with their services, places and regions: prefetch them to save queries.
    """
    found = []
    if not opportunity.description.strip():
        found.append(Gap("Describe what you want to buy", "what"))
    found += [Gap(point.text, "openness") for point in contradictions(vars(opportunity))]
    found += _deadline_gaps(opportunity, to, at) + date_gaps(opportunity) + _lot_gaps(opportunity)
    return found


def _deadline_gaps(opportunity, to, at) -> list[Gap]:
    if to == State.OPEN:
        if opportunity.submission_deadline is None:
            return [Gap("Say by when tenders must be in", "dates")]
        if opportunity.submission_deadline <= at:
            return [Gap("The deadline for tenders must be in the future", "dates")]
    if to == State.EARLY_ENGAGEMENT:
        if not (opportunity.engagement_deadline or opportunity.expected_tender_on):
            return [Gap("Say when engagement ends or when the tender is expected, so that partners can plan", "dates")]
        if opportunity.engagement_deadline and opportunity.engagement_deadline <= at:
            return [Gap("The end of market engagement must be in the future", "dates")]
    return []


ORDERED_DATES = (
    ("engagement_deadline", "expected_tender_on", "The tender must be expected after market engagement ends"),
    ("engagement_deadline", "submission_deadline", "Market engagement must end before the deadline for tenders"),
    ("enquiry_deadline", "submission_deadline", "Questions must be in before the deadline for tenders"),
    ("submission_deadline", "award_expected_on", "The award must be expected after the deadline for tenders"),
    ("expected_tender_on", "award_expected_on", "The award must be expected after the tender is"),
    ("submission_deadline", "starts_on", "The contract must start after the deadline for tenders"),
    ("award_expected_on", "starts_on", "The contract must start after the award is expected"),
    ("expected_tender_on", "submission_deadline", "The tender must be expected before its own deadline"),
    ("starts_on", "ends_on", "The contract must end after it starts"),
    ("starts_on", "may_extend_to", "The extension must end after the contract starts"),
    ("ends_on", "may_extend_to", "The extension must end after the contract ends"),
)


def _is_moment(value) -> bool:
    return isinstance(value, dt.datetime)


def _as_day(value):
    return timezone.localdate(value) if _is_moment(value) else value


def out_of_order(read) -> list[tuple[str, str]]:
    """(name of the later field, what to do) for every pair of dates in the wrong order.

    `read(name)` gives a date, a datetime or None. Datetimes are compared as such, with a date by the day.
    """
    wrong = []
    for earlier, later, message in ORDERED_DATES:
        first, second = read(earlier), read(later)
        if first is None or second is None:
            continue
        if _is_moment(first) != _is_moment(second):
            first, second = _as_day(first), _as_day(second)
        if first > second:
            wrong.append((later, message))
    return wrong


def date_gaps(opportunity) -> list[Gap]:
    """Dates in the wrong order."""
    return [Gap(message, "dates") for _, message in out_of_order(lambda name: getattr(opportunity, name))]


def _lot_gaps(opportunity) -> list[Gap]:
    lots = list(opportunity.lots.all())
    if not lots:
        return [Gap("Add at least one lot", "lots")]
    found = []
    for lot in lots:
        name = f"lot {lot.number}" if len(lots) > 1 else "the lot"
        if not lot.services.all():
            found.append(Gap(f"Select at least one service for {name}", "lots", lot.pk))
        if not (lot.is_nationwide or lot.regions.all() or lot.places.all()):
            found.append(Gap(f"Select at least one place for {name}", "lots", lot.pk))
    return found + lots_outside(opportunity, lots) + value_gaps(opportunity.value, [lot.value for lot in lots])


def lots_outside(opportunity, lots) -> list[Gap]:
    """Lots that start before the contract as a whole, or end after it. A single lot has the dates of the whole."""
    if len(lots) == 1:
        return []
    found = []
    for lot in lots:
        for text in dates_outside(opportunity, lot.starts_on, lot.ends_on).values():
            found.append(Gap(f"Lot {lot.number}: {text[:1].lower()}{text[1:]}", "lots", lot.pk))
    return found


def dates_outside(opportunity, starts_on, ends_on) -> dict[str, str]:
    """What is wrong with the dates of a part of the contract, by field: {} where they lie within the whole."""
    wrong = {}
    first, last = opportunity.starts_on, opportunity.may_extend_to or opportunity.ends_on
    if first and starts_on and starts_on < first:
        wrong["starts_on"] = f"It must not start before the contract, {day(first)}"
    if last and starts_on and starts_on > last:
        wrong["starts_on"] = f"It must start before the contract ends, {day(last)}"
    if last and ends_on and ends_on > last:
        wrong["ends_on"] = f"It must not end after the contract, {day(last)}"
    if first and ends_on and ends_on < first:
        wrong["ends_on"] = f"It must end after the contract starts, {day(first)}"
    return wrong


def value_gaps(total, lot_values) -> list[Gap]:
    """Lots that do not add up to the total, or already exceed it while some have no value yet.

    A single lot has the value of the whole.
    """
    known = [value for value in lot_values if value is not None]
    if total is None or not known or len(lot_values) == 1:
        return []
    together = sum(known)
    if len(known) == len(lot_values) and together != total:
        both = f"The lots add up to {money(together)}, the total value is {money(total)}"
        return [Gap(f"{both}: change one of them so that they agree", "money")]
    if together > total:
        return [Gap(f"The lots come to {money(together)}, more than the total value of {money(total)}", "money")]
    return []
