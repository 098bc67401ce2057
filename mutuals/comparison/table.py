"""The table of a comparison for one viewer. It holds words only, and nothing that the viewer may not see."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format

from mutuals.choices import OrganisationValue
from mutuals.directory.vocabulary import Vocabulary
from mutuals.models import Organisation
from mutuals.models.directory import ANYWHERE
from mutuals.profile import sections
from mutuals.viewers import Viewer

from .choosing import Chosen

PATH = "organisation_compare"
Values = list[str]


@dataclass(frozen=True)
class Mark:
    """One of several values of a cell, and whether everybody else in the row has it too."""

    text: str
    is_shared: bool


@dataclass(frozen=True)
class Cell:
    text: str = ""
    marks: tuple[Mark, ...] = ()
    is_shown: bool = True  # False: the organisation keeps it from this viewer


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    name: str
    url: str
    is_mutual: bool
    without_url: str


@dataclass(frozen=True)
class Comparison:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def comparison_of(chosen: Chosen, *, viewer: Viewer, words: Vocabulary) -> Comparison:
    """Side by side, line by line. Two queries more than `chosen` took, whatever the organisations."""
    organisations = list(chosen.organisations)
    prefetch_related_objects(organisations, "outcomes", "networks")
    seen = {one.pk: {section.key for section in viewer.sections_in_lists(one)} for one in organisations}
    lines = [
        Line("Kind", tuple(Cell(str(one.kind_in_words)) for one in organisations)),
        Line("Checked against the three-part definition", tuple(Cell(_verified(one)) for one in organisations)),
    ]
    for key in ("services", "places"):
        lines.append(_marked(key.capitalize(), key, organisations, seen, _VALUES[key], words))
    lines += _rows("about", organisations, seen)
    lines.append(_marked("Values", "ways_of_working", organisations, seen, _VALUES["ways_of_working"], words))
    for key in ("size", "ways_of_working", "partnering", "social_value"):
        lines += [line for line in _rows(key, organisations, seen) if line.label != "Values"]
    return Comparison(tuple(_column(one, chosen) for one in organisations), tuple(filter(_says_something, lines)))


def _column(organisation: Organisation, chosen: Chosen) -> Column:
    without = chosen.url(reverse(PATH), but=organisation.pk)
    return Column(organisation.name, organisation.get_absolute_url(), organisation.is_mutual, without)


def _rows(section: str, organisations, seen) -> list[Line]:
    """The lines of a section as profiles show them."""
    read = {one.pk: sections.ROWS[section](one) for one in organisations if section in seen[one.pk]}
    labels = list(dict.fromkeys(row.key for rows in read.values() for row in rows))
    values = {pk: {row.key: str(row.value or "") for row in rows} for pk, rows in read.items()}
    return [
        Line(label, tuple(Cell(values[one.pk].get(label, "")) if one.pk in values else HIDDEN for one in organisations))
        for label in labels
    ]


HIDDEN = Cell(is_shown=False)


def _marked(label, section, organisations, seen, read: Callable, words) -> Line:
    """A line of several values each; those which all who show theirs have in common come first, and say so."""
    values = {one.pk: read(one, words) for one in organisations if section in seen[one.pk]}
    numbers = Counter(value for several in values.values() for value in set(several))
    shared = {value for value, number in numbers.items() if number == len(values) > 1}
    cells = {
        pk: Cell(marks=tuple(Mark(value, value in shared) for value in sorted(several, key=lambda v: v not in shared)))
        for pk, several in values.items()
    }
    return Line(label, tuple(cells.get(one.pk, HIDDEN) for one in organisations))


def _services(organisation: Organisation, words: Vocabulary) -> Values:
    claimed = set(organisation.directory_entry.services)
    return [term.name for term in words.services if term.id in claimed and term.parent]


def _places(organisation: Organisation, words: Vocabulary) -> Values:
    entry = organisation.directory_entry
    if ANYWHERE in entry.regions:
        return ["Anywhere in England"]
    districts, regions = set(entry.places), set(entry.regions)
    whole = Counter(term.parent for term in words.districts)
    inside = Counter(term.parent for term in words.districts if term.id in districts)
    named = [term for term in words.regions if term.id in regions]
    return [
        name
        for region in named
        for name in (
            [f"All of {region.name}"]
            if inside[region.id] == whole[region.id] > 1
            else [term.name for term in words.districts if term.id in districts and term.parent == region.id]
        )
    ]


def _kept_values(organisation: Organisation, words: Vocabulary) -> Values:
    return [str(OrganisationValue(value).label) for value in organisation.values]


_VALUES = {"services": _services, "places": _places, "ways_of_working": _kept_values}


def _verified(organisation: Organisation) -> str:
    return f"Verified on {date_format(organisation.verified_at, 'j F Y')}" if organisation.verified_at else ""


def _says_something(line: Line) -> bool:
    """A line without anything that the viewer may read is left out."""
    return any(cell.text or cell.marks for cell in line.cells)
