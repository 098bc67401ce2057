"""Who read an organisation's restricted sections, in words for its owners."""

import datetime as dt
from dataclasses import dataclass

from mutuals.models import Purpose
from mutuals.visibility import SECTIONS_BY_KEY

ALSO = {"definition": "the three-part definition", "evidence": "files that show services"}


@dataclass(frozen=True)
class ReaderRow:
    at: dt.datetime
    who: str
    part: str  # "programme staff: ..." or "for Saltwick Libraries, in Saltwick Together"
    sections: str


def reader_rows(readings, *, is_own: bool) -> list[ReaderRow]:
    """A page of Readings, a QuerySet, in words; two queries more, whatever their number.

    Through which consortium a partner read is told only if `is_own`: the programme does not look into workspaces.
    """
    known = readings.select_related("reader", "reader_for").defer("reader_for__public_search")
    return [
        ReaderRow(
            at=reading.at,
            who=str(reading.reader),
            part=_part(reading, is_own),
            sections=", ".join(_titles(reading.sections)),
        )
        for reading in known.prefetch_related("reader__memberships__organisation")
    ]


def _part(reading, is_own: bool) -> str:
    if reading.purpose:
        words = Purpose(reading.purpose).label
        return f"programme staff: {words[0].lower()}{words[1:]}"
    if reading.reader_for:
        through = f"in {reading.consortium_title}" if is_own else "an accepted partner"
        return f"for {reading.reader_for}, {through}"
    names = sorted(membership.organisation.name for membership in reading.reader.memberships.all())
    return f"of {' and '.join(names)}, an accepted partner" if names else "then of an accepted partner"


def _titles(keys) -> list[str]:
    titles = (ALSO.get(key) or SECTIONS_BY_KEY[key].title for key in keys)
    return [title[0].lower() + title[1:] for title in titles]
