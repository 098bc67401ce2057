"""What a release would show, for the organisation that is about to release it."""

from collections.abc import Iterable
from dataclasses import dataclass

from mutuals.models import Organisation
from mutuals.profile import sections
from mutuals.profile.shown import Row
from mutuals.visibility import SECTIONS


@dataclass(frozen=True)
class Shown:
    """One section as the other members would read it."""

    key: str
    title: str
    rows: tuple[Row, ...]
    is_listed: bool  # False: services or places, which stand on the profile


def shown_by(organisation: Organisation, keys: Iterable[str]) -> list[Shown]:
    """The chosen sections in the order of the profile."""
    chosen = set(keys)
    return [
        Shown(
            section.key,
            section.title,
            tuple(row for row in sections.ROWS[section.key](organisation) if row.is_known)
            if section.key in sections.ROWS
            else (),
            section.key in sections.ROWS,
        )
        for section in SECTIONS
        if section.key in chosen
    ]
