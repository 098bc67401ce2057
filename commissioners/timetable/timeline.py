"""The dates of an opportunity in their order: past, next, and still to come. Pure: the time comes in."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from commissioners.choices import State
from commissioners.law.timing import expected_deadline
from commissioners.plain_words import day, moment_in_words

STILL_TO_TENDER = (State.DRAFT, State.EARLY_ENGAGEMENT)
PUBLISHED = "Published here"
UNDER_WAY = (State.DRAFT, State.EARLY_ENGAGEMENT, State.OPEN, State.CLOSED, State.AWARDED)


@dataclass(frozen=True)
class Entry:
    """One date: `on` is a UK local day or a moment, `note` what it rests on."""

    name: str
    on: dt.date | dt.datetime
    is_past: bool
    is_next: bool = False
    note: str = ""

    @property
    def words(self) -> str:
        return moment_in_words(self.on) if isinstance(self.on, dt.datetime) else day(self.on)

    @property
    def machine(self) -> str:
        """As <time datetime> wants it."""
        return timezone.localtime(self.on).isoformat() if isinstance(self.on, dt.datetime) else self.on.isoformat()

    @property
    def status(self) -> str:
        return "Past" if self.is_past else "Next" if self.is_next else ""


@dataclass(frozen=True)
class Timeline:
    """The dates that are known, earliest first, and the names of those that a bidder needs and nobody has said."""

    entries: list[Entry]
    missing: list[str]


def timeline(opportunity, *, at, standstills=()) -> Timeline:
    """The timeline of an opportunity at that time. `standstills`: days on which those of its awards end."""
    rows = [row for row in (*_dates(opportunity), *_ends(standstills)) if row[1]]
    rows.sort(key=lambda row: _as_moment(row[1]))
    entries, next_found = [], opportunity.state not in UNDER_WAY
    for name, on, note in rows:
        is_past = name == PUBLISHED or _is_past(on, at)
        entries.append(Entry(name, on, is_past, is_next=not is_past and not next_found, note=note))
        next_found = next_found or not is_past
    return Timeline(entries, _missing(opportunity))


def _dates(opportunity) -> list[tuple]:
    """(name, date or None, note) of what the buyer has said."""
    early = opportunity.state in STILL_TO_TENDER
    published = opportunity.published_at
    extended = "The buyer may extend the contract to this day." if opportunity.may_extend_to else ""
    return [
        (PUBLISHED, published and timezone.localdate(published), ""),
        ("Market engagement ends", opportunity.engagement_deadline, ""),
        ("Tender expected", opportunity.expected_tender_on if early else None, _open_for(opportunity)),
        *_expected(opportunity),
        ("Questions by", opportunity.enquiry_deadline, ""),
        ("Tenders by", opportunity.submission_deadline, ""),
        ("Award expected", _unless_awarded(opportunity), ""),
        ("Contract starts", opportunity.starts_on, ""),
        ("Contract ends", opportunity.ends_on, _may_be_extended(opportunity)),
        ("Contract may be extended to", opportunity.may_extend_to, extended),
    ]


def _open_for(opportunity) -> str:
    days = opportunity.tender_days
    return f"It will be open for {days} days." if days else ""


def _expected(opportunity) -> list[tuple]:
    """Where there is no deadline yet: the day that the plans lead to."""
    if opportunity.submission_deadline or opportunity.state not in STILL_TO_TENDER:
        return []
    found = expected_deadline(
        deadline=None, expected_tender_on=opportunity.expected_tender_on, tender_days=opportunity.tender_days
    )
    return [("Tenders by, about", found.on, found.assumption)] if found.on else []


def _unless_awarded(opportunity):
    return None if opportunity.state == State.AWARDED else opportunity.award_expected_on


def _may_be_extended(opportunity) -> str:
    if opportunity.may_extend_to or opportunity.may_be_extended is None:
        return ""
    return "It may be extended." if opportunity.may_be_extended else "It will not be extended."


def _ends(standstills) -> list[tuple]:
    return [("Standstill ends", on, "No contract is signed before.") for on in sorted({*standstills} - {None})]


def _missing(opportunity) -> list[str]:
    found = []
    if not opportunity.submission_deadline and not _expected(opportunity):
        found.append("by when tenders must be in")
    if not (opportunity.starts_on or opportunity.ends_on):
        found.append("when the contract runs")
    return found


def _as_moment(on) -> dt.datetime:
    """A day counts from its first minute, so that a moment on it comes after."""
    return on if isinstance(on, dt.datetime) else timezone.make_aware(dt.datetime.combine(on, dt.time()))


def _is_past(on, at) -> bool:
    """A moment is past when it has come, a day when the next has begun."""
    return on <= at if isinstance(on, dt.datetime) else on < timezone.localdate(at)
