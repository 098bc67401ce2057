"""What the pages and files of the evaluation say, from the answers and what is asked for in the address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerships_portal.reference.models import Region
from support_requests.choices import SupportType
from support_requests.models import Evaluation

from . import sheet, words
from .answers import NO_REGION, answered, response, year_in_words, years
from .fives import in_fives
from .measures import BY_KEY, MEASURES, Measure
from .pictures import picture_of

HEADS = (
    "Measure",
    "Group",
    "Organisations",
    "Median before",
    "Median after",
    "Median change",
    "Middle half of changes",
)


@dataclass(frozen=True)
class Cells:
    """A line of a table, in words."""

    name: str
    about: str = ""
    counted: str = ""
    before: str = ""
    after: str = ""
    change: str = ""
    middle_half: str = ""

    @property
    def is_shown(self) -> bool:
        return bool(self.counted)


def in_cells(name: str, measure: Measure, found, about: str = "") -> Cells:
    """A line for what changed; one that is not shown says nothing but its name."""
    if found is None:
        return Cells(name, about)
    return Cells(
        name,
        about,
        str(found.pairs),
        words.figure(measure, found.before),
        words.figure(measure, found.after),
        words.change(measure, found.change.middle),
        words.middle_half(measure, found.change),
    )


@dataclass(frozen=True)
class Table:
    """Groups that are shown, and the names of those that are not."""

    title: str
    cells: list[Cells]

    @property
    def shown(self) -> list[Cells]:
        return [one for one in self.cells if one.is_shown]

    @property
    def left_out(self) -> list[str]:
        return [one.name for one in self.cells if not one.is_shown]


def by_groups(found: Sequence[sheet.Answered], measure: Measure) -> list[Table]:
    """The measure by type of support, region and year, a table each; types overlap, the others do not."""
    regions = [*Region.objects.order_by("name").values_list("name", flat=True), NO_REGION]
    by_year = {year: year_in_words(year) for year in years()}
    tables = (
        ("Type of support", sheet.by_type(found, measure, dict(SupportType.choices))),
        ("Region", sheet.groups(found, measure, {one: one for one in regions}, lambda one: one.region)),
        ("Year in which support was agreed", sheet.groups(found, measure, by_year, lambda one: one.year)),
    )
    return [Table(title, [in_cells(one.name, measure, one.change) for one in groups]) for title, groups in tables]


def shown(wave: str, measure: Measure, *, year: int | None = None, support_type: str = "") -> dict:
    """All that a page shows; narrowed to a year and a type for staff. As many queries however many answer."""
    everyone = answered(wave)
    found = sheet.narrowed(everyone, year=year, support_type=support_type)
    lines, value = sheet.lines(found), sheet.value(found)
    told, challenges = sheet.challenges(found)
    return {
        "wave": Evaluation.Wave(wave),
        "measure": measure,
        "counted": in_fives(len(found)),
        "caution": words.caution(in_fives(len(found))),
        "lines": Table(
            "Measure", [in_cells(one.measure.title, one.measure, one.change, one.measure.about) for one in lines]
        ),
        "picture": picture_of(lines),
        "value": value and {"counted": value[0], "middle": value[1].middle, "low": value[1].low, "high": value[1].high},
        "challenges": challenges if told else [],
        "challenges_of": told,
        "groups": by_groups(found, measure),
    }


def response_for_staff(wave: str, *, year: int | None, support_type: str) -> str:
    """How many answered, exactly."""
    count = response(wave, year=year, support_type=support_type)
    return words.response(count.answered, count.asked)


def response_for_everyone(wave: str) -> str:
    """How many answered, in fives."""
    count = response(wave)
    return words.response_in_fives(in_fives(count.answered), in_fives(count.asked))


def as_rows(waves: Sequence[str], *, year: int | None = None, support_type: str = "") -> Iterator[list[str]]:
    """All figures as rows of a spreadsheet, those that are not shown too: they say so."""
    yield ["When", *HEADS]
    for wave in waves:
        found = sheet.narrowed(answered(wave), year=year, support_type=support_type)
        when = str(Evaluation.Wave(wave).label)
        for line in sheet.lines(found):
            yield [when, *_row(line.measure, in_cells("All", line.measure, line.change))]
            for table in by_groups(found, line.measure):
                yield from ([when, *_row(line.measure, one, table.title)] for one in table.cells)


def _row(measure: Measure, one: Cells, title: str = "") -> list[str]:
    name = f"{title}: {one.name}" if title else one.name
    if not one.is_shown:
        return [measure.title, name, words.NOT_SHOWN, "", "", "", ""]
    change = one.change.removeprefix("+")  # a cell that begins so would be taken for a formula
    return [measure.title, name, one.counted, one.before, one.after, change, one.middle_half.removeprefix("+")]


def choices_of_years() -> list[tuple[str, str]]:
    """For a filter."""
    return [(str(year), year_in_words(year)) for year in years()]


def measure_of(key: str) -> Measure:
    """The measure with the key; the first of the scales where there is none."""
    return BY_KEY[key] if key in {one.key for one in MEASURES} else BY_KEY["confidence"]
