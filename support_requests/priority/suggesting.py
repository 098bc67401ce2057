"""How pressing a request is, from facts that staff may know. Pure; the points are those of decision 0154.

Each reason only adds: a nearer date, one more kind of support, a smaller organisation never lower a priority.
"""

import datetime as dt
from dataclasses import dataclass

from mutuals.bands import StaffBand
from support_requests.choices import Priority, SupportType

NEAR = ((10, 4), (21, 3), (42, 2), (84, 1))  # (days left at most, points)
URGENT_WITHIN = 21  # days: nothing is urgent without a date as near as this
LEVELS = ((6, Priority.URGENT), (4, Priority.HIGH), (2, Priority.NORMAL), (0, Priority.LOW))  # (points at least, ...)
FIRST = (SupportType.COMMERCIAL, SupportType.LEGAL)  # what the report found to be needed most
WHOLE = 3  # kinds of support that a package has on average, by the report
SMALL = StaffBand.FROM_10  # fewer than fifty staff
OFTEN = 3  # requests within twelve months


@dataclass(frozen=True)
class Facts:
    """What a suggestion rests on; None or False: not known, or not shown to programme staff."""

    types: tuple[str, ...] = ()
    wanted_by: dt.date | None = None
    tender_due: dt.date | None = None  # of an opportunity that the asker lets staff read of
    has_formed: bool = False  # the consortium that the asker lets staff read of
    spare: float | None = None  # full-time staff, beyond the work in hand
    staff_band: int | None = None
    declined_on: dt.date | None = None  # an earlier request of the organisation, within twelve months
    of_the_year: int = 1  # the how manyth request of the organisation within twelve months this is


@dataclass(frozen=True)
class Reason:
    """Why a request is more pressing than one of which this is not known."""

    points: int
    text: str


@dataclass(frozen=True)
class Suggestion:
    """A priority with what speaks for it, the weightiest first."""

    priority: str
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def in_words(self) -> str:
        """All reasons in one line."""
        return self.first_words(len(self.reasons))

    def first_words(self, most: int) -> str:
        """The weightiest reasons in one line."""
        first, *others = [reason.text for reason in self.reasons[:most]] or ["Nothing we know of makes it urgent"]
        return "; ".join((first, *(text[:1].lower() + text[1:] for text in others)))


def suggest(facts: Facts, *, on: dt.date) -> Suggestion:
    """The priority of a request on a day, and why."""
    found = [_near(facts, on), *_need(facts), *_able(facts), *_before(facts)]
    reasons = tuple(sorted((one for one in found if one and one.points), key=lambda one: -one.points))
    points = sum(one.points for one in reasons)
    level = next(priority for least, priority in LEVELS if points >= least)
    if level == Priority.URGENT and not _is_within(facts, on, URGENT_WITHIN):
        level = Priority.HIGH
    return Suggestion(level, reasons)


def _dates(facts: Facts) -> list[tuple[dt.date, str]]:
    dates = ((facts.tender_due, "Tender due"), (facts.wanted_by, "Wanted by"))
    return sorted(((day, text) for day, text in dates if day), key=lambda pair: pair[0])


def _is_within(facts: Facts, on: dt.date, days: int) -> bool:
    return any((day - on).days <= days for day, _ in _dates(facts))


def _near(facts: Facts, on: dt.date) -> Reason | None:
    for day, text in _dates(facts):
        left = (day - on).days
        points = next((points for days, points in NEAR if left <= days), 0)
        return Reason(points, f"{text} {day:%-d %B}, {_left(left)}")
    return None


def _left(days: int) -> str:
    if days < 0:
        return "which has passed"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _need(facts: Facts) -> list[Reason]:
    reasons, first = [], [str(one.label).lower() for one in FIRST if one in facts.types]
    if first:
        reasons.append(Reason(1, f"Asks for {' and '.join(first)}"))
    if len(facts.types) >= WHOLE:
        reasons.append(Reason(1, f"Needs {len(facts.types)} kinds of support"))
    return reasons


def _able(facts: Facts) -> list[Reason]:
    reasons = []
    if facts.has_formed:
        reasons.append(Reason(1, "Its consortium has formed and can use help now"))
    if facts.spare is not None and facts.spare <= 0:
        reasons.append(Reason(1, "Has no staff to spare"))
    elif SupportType.PROJECT_CAPACITY in facts.types:
        reasons.append(Reason(1, "Asks for project capacity"))
    if facts.staff_band is not None and facts.staff_band <= SMALL:
        reasons.append(Reason(1, "Small: " + StaffBand(facts.staff_band).label.replace("Fewer", "fewer")))
    return reasons


def _before(facts: Facts) -> list[Reason]:
    reasons = []
    if facts.declined_on:
        reasons.append(Reason(1, f"Asked before, declined on {facts.declined_on:%-d %B %Y}"))
    if facts.of_the_year >= OFTEN:
        reasons.append(Reason(1, f"Request number {facts.of_the_year} in twelve months"))
    return reasons
