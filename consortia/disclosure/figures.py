"""What the members of a consortium show each other, side by side."""

from dataclasses import dataclass

from consortia.workspace.seats import Workspace
from mutuals.actions import Look, looks_at
from mutuals.models import Organisation
from mutuals.profile import sections
from mutuals.profile.closer import restricted
from mutuals.profile.shown import Row
from mutuals.viewers import Viewer

KEYS = ("size", "finances", "capacity", "history")


@dataclass(frozen=True)
class Cell:
    column: str  # name of the member
    text: str = ""
    hint: str = ""
    is_shown: bool = True  # False: it is not open to the one who looks


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    name: str
    url: str
    is_own: bool


@dataclass(frozen=True)
class Figures:
    """A table of words; `looks` are to be logged by whoever shows it."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    looks: tuple[Look, ...]


def figures_of(workspace: Workspace, *, viewer: Viewer) -> Figures:
    """The members that take part, own ones first, as far as each is open to the viewer. No query."""
    members = sorted(workspace.members, key=lambda member: member.organisation_id not in viewer.own)
    organisations = [member.organisation for member in members if member.organisation.is_active]
    read = {organisation.pk: _read(organisation, viewer) for organisation in organisations}
    labels = list(dict.fromkeys((key, row.key) for rows in read.values() for key in rows for row in rows[key]))
    return Figures(
        columns=tuple(Column(one.name, one.get_absolute_url(), one.pk in viewer.own) for one in organisations),
        lines=tuple(
            Line(label, tuple(_cell(one.name, read[one.pk].get(key), label) for one in organisations))
            for key, label in labels
        ),
        looks=tuple(look for one in organisations for look in _looks(one, read[one.pk], viewer)),
    )


def _read(organisation: Organisation, viewer: Viewer) -> dict[str, tuple[Row, ...]]:
    """The rows of each section that the viewer sees."""
    seen = {section.key for section in viewer.sections_of(organisation)}
    return {key: sections.ROWS[key](organisation) for key in KEYS if key in seen}


def _cell(column: str, rows: tuple[Row, ...] | None, label: str) -> Cell:
    if rows is None:
        return Cell(column, is_shown=False)
    row = next((row for row in rows if row.key == label), None)
    return Cell(column, row.value, row.hint) if row else Cell(column)


def _looks(organisation: Organisation, rows: dict[str, tuple[Row, ...]], viewer: Viewer) -> list[Look]:
    """What of others is restricted, and said something."""
    if organisation.pk in viewer.own:
        return []
    said = [key for key, several in rows.items() if any(row.is_known for row in several)]
    return looks_at(organisation, restricted(organisation, said), viewer=viewer)
