"""What a page of the directory is called: its question in words, which still says so when the address is shared."""

from mutuals.bands import TurnoverBand
from mutuals.choices import Kind

from .filters import Filters

NAMED = 3  # services, places or kinds named; the rest are counted


def title_of(filters: Filters) -> str:
    """ "Charities matching “care” for Nursing in Torridge, within 10 miles of LS1 1UR"."""
    what = _who(filters)
    if filters.words:
        what += f" matching “{filters.words}”"
    if filters.services:
        what += f" for {first([term.name for term in filters.services])}"
    if places := [term.name for term in (*filters.regions, *filters.districts)]:
        what += f" in {first(places)}"
    if filters.bands:
        what += f" with a turnover of {first([band_in_words(band) for band in filters.bands])}"
    if filters.near and filters.within is not None:
        return f"{what}{',' if what.count(' ') else ''} within {filters.within} miles of {filters.near.text}"
    return what


def first(names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - NAMED
    named = ", ".join(names[:NAMED] if more > 0 else names)
    return f"{named} and {more} more" if more > 0 else named


def band_in_words(band: int) -> str:
    return str(TurnoverBand(band).label).replace("Under", "under")


def _who(filters: Filters) -> str:
    kinds = [plural(str(Kind(kind).label)) for kind in filters.kinds]
    named = (
        first([kinds[0], *(kind if kind.startswith("NHS") else kind.lower() for kind in kinds[1:])]) if kinds else ""
    )
    if not filters.verified:
        return named or "Organisations"
    return f"{named} that are verified Mutuals" if named else "Verified Mutuals"


def plural(label: str) -> str:
    return f"{label[:-1]}ies" if label.endswith("y") else f"{label}s"
