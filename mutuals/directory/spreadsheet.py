"""The directory as a spreadsheet: what is public, whoever asks, in a stream that never holds it whole."""

from collections.abc import Iterator

from django.utils import timezone

from mutuals.models import Organisation
from mutuals.models.directory import ANYWHERE
from mutuals.visibility import SECTIONS, Visibility
from partnerships_portal.spreadsheets import BYTE_ORDER_MARK, lines

from . import results
from .filters import Filters
from .vocabulary import Vocabulary

CHUNK = 2_000  # organisations read at a time
COLUMNS = (
    "Name",
    "Kind",
    "Mutual",
    "Verified on",
    "Services",
    "Places",
    "Legal form",
    "Based in",
    "Postcode",
    "Website",
    "Companies House number",
    "Charity number",
    "Summary",
    "Social value",
    "Turnover",
    "Staff",
    "Page in the portal",
)
READ = (
    *("name", "kind", "verified_at", "legal_form", "summary", "website", "base_postcode", "base_authority__name"),
    *("company_number", "charity_number", "social_value", "turnover_band", "staff_band"),
    *("directory_entry__services", "directory_entry__places", *(section.column for section in SECTIONS)),
)


def rows(filters: Filters, *, words: Vocabulary, site: str) -> Iterator[str]:
    """Lines of CSV with a header, in chunks. `filters` must ask at the public level; `site` is put before addresses.

    One query for the ids and one for each CHUNK, so that a slow reader holds no query open.
    """
    if filters.level != Visibility.PUBLIC:
        raise ValueError("A spreadsheet holds what is public: ask at the public level")
    yield BYTE_ORDER_MARK + lines([COLUMNS])
    ids = results.every_id(filters)
    names = {term.id: term.name for term in words.services if term.parent}
    places = {term.id: term.name for term in words.districts}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        yield lines(_read(chunk, names, places, site))


def _read(ids, names, places, site) -> Iterator[tuple]:
    active = Organisation.objects.active().filter(directory_entry__isnull=False)
    found = active.select_related("base_authority", "directory_entry").only(*READ).in_bulk(ids)
    for pk in ids:
        if pk in found:
            yield _cells(found[pk], names, places, site)


def _cells(organisation: Organisation, names, places, site) -> tuple:
    """One line. Each section's cells are empty unless everyone may see it."""
    public = {section.key for section in SECTIONS if getattr(organisation, section.column) == Visibility.PUBLIC}
    entry = organisation.directory_entry
    about = organisation if "about" in public else None
    size = organisation if "size" in public else None
    return (
        organisation.name,
        organisation.kind_in_words,
        "Yes" if organisation.is_mutual else "No",
        timezone.localdate(organisation.verified_at).isoformat() if organisation.verified_at else "",
        _listed(entry.services, names) if "services" in public else "",
        _places(entry.places, places) if "places" in public else "",
        about and about.get_legal_form_display(),
        about and about.base_authority and about.base_authority.name,
        about and about.base_postcode,
        about and about.website,
        about and about.company_number,
        about and about.charity_number,
        about and about.summary,
        organisation.social_value if "social_value" in public else "",
        size and size.get_turnover_band_display(),
        size and size.get_staff_band_display(),
        f"{site}{organisation.get_absolute_url()}",
    )


def _places(ids, places) -> str:
    return "Anywhere in England" if ANYWHERE in ids else _listed(ids, places)


def _listed(ids, names) -> str:
    return "; ".join(sorted(names[pk] for pk in ids if pk in names))
