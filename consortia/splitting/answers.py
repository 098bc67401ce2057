"""What is told of each proposed lot: bands, never figures."""

from dataclasses import asdict, dataclass

from mutuals.visibility import Visibility
from partnerships_portal.reference.models import ServiceArea

from .asking import Choice, ProposedLot, Whole
from .counting import Counted, Need, count, seconds_each
from .shown import Asked, candidates

BANDS = ((0, "None"), (4, "1 to 4"), (9, "5 to 9"))
LAST = "10 or more"
NAMED = 6
SMALLEST_SECONDS = 0.5  # for each lot: it takes some thousandths


@dataclass(frozen=True)
class Answer:
    """Of one lot. `alone` and the like are bands in words; `gaps` are what nobody here shows."""

    is_asked: bool  # it has a service and a place
    alone: str = ""
    small: str = ""
    size_not_shown: str = ""
    teams: str = ""
    teams_exist: bool | None = None  # None: not known, the time was up
    smallest: str = ""  # how few cover it together, in words
    gaps: tuple[str, ...] = ()
    more_gaps: int = 0

    def as_logged(self) -> dict:
        return asdict(self) | {"gaps": list(self.gaps)}


def band(number: int) -> str:
    """The number in words: none, 1 to 4, 5 to 9, 10 or more."""
    return next((words for most, words in BANDS if number <= most), LAST)


def answers(of: Whole, lots: list[ProposedLot], *, level: Visibility) -> list[Answer]:
    """An answer for each lot, by what organisations show at `level`; three queries in all."""
    asked = [_asked(of, lot) for lot in lots]
    found = candidates(asked, level)
    seconds = seconds_each(len(lots))
    return [_answer(of, lot, one, some, seconds) for lot, one, some in zip(lots, asked, found, strict=True)]


def _asked(of: Whole, lot: ProposedLot) -> Asked:
    services = tuple(area.pk for area in of.services if area.code in lot.services)
    districts = tuple(sorted({one for place in _places(of, lot) for one in place.districts}))
    return Asked(services, districts)


def _places(of: Whole, lot: ProposedLot) -> list[Choice]:
    return [one for one in of.places if one.code in lot.places]


def _answer(of: Whole, lot: ProposedLot, asked: Asked, some, seconds: float) -> Answer:
    if not asked.cells:
        return Answer(is_asked=False)
    need = Need(asked.cells, lot.turnover)
    counted = count(need, some, seconds=seconds)
    gaps = _gaps(of, lot, asked, counted)
    return Answer(
        is_asked=True,
        alone=band(counted.alone),
        small=band(counted.small),
        size_not_shown=band(counted.size_not_shown),
        teams=_teams_in_words(counted),
        teams_exist=True if counted.teams else (False if counted.is_complete else None),
        smallest=_smallest(need, some, counted),
        gaps=tuple(gaps[:NAMED]),
        more_gaps=max(0, len(gaps) - NAMED),
    )


def _smallest(need: Need, some, counted: Counted) -> str:
    if counted.uncovered:
        return "None covers all of it"
    if counted.alone:
        return "One alone would do"
    from .smallest import smallest  # noqa: PLC0415  SciPy's solver: slow to import

    return smallest(need, some, seconds=SMALLEST_SECONDS)


def _teams_in_words(counted: Counted) -> str:
    if counted.is_complete or counted.teams >= 10:
        return band(counted.teams)
    return f"At least {counted.teams}" if counted.teams else "Not found in the time there was"


def _gaps(of: Whole, lot: ProposedLot, asked: Asked, counted: Counted) -> list[str]:
    """Each service with the places where nobody shows it: "Advocacy in Ambermoor and Torridge"."""
    areas: dict[int, ServiceArea] = {area.pk: area for area in of.services}
    width, places = len(asked.districts), _places(of, lot)
    found = []
    for position, service in enumerate(asked.services):
        missing = {one for at, one in enumerate(asked.districts) if counted.uncovered >> position * width + at & 1}
        if len(missing) == width:
            found.append(f"{areas[service]}, anywhere in this lot")
        else:
            found += [f"{areas[service]} in {place.name}" for place in places if place.districts & missing]
    return found
