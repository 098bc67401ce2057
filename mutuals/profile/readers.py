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
    part: str  # "programme staff, for ..." or "of Saltwick Libraries, an accepted partner"
    sections: str


def reader_rows(readings) -> list[ReaderRow]:
    """A page of Readings, a QuerySet, in words; two queries more, whatever their number."""
    return [
        ReaderRow(
            at=reading.at, who=str(reading.reader), part=_part(reading), sections=", ".join(_titles(reading.sections))
        )
        for reading in readings.select_related("reader").prefetch_related("reader__memberships__organisation")
    ]


def _part(reading) -> str:
    if reading.purpose:
        words = Purpose(reading.purpose).label
        return f"programme staff: {words[0].lower()}{words[1:]}"
    names = sorted(membership.organisation.name for membership in reading.reader.memberships.all())
    return f"of {' and '.join(names)}, an accepted partner" if names else "then of an accepted partner"


def _titles(keys) -> list[str]:
    titles = (ALSO.get(key) or SECTIONS_BY_KEY[key].title for key in keys)
    return [title[0].lower() + title[1:] for title in titles]
