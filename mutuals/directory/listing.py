"""A page of the directory, ready to be shown: what each viewer may see of each organisation, facets, title."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from mutuals.models import DirectoryEntry, Organisation
from mutuals.models.directory import ANYWHERE
from mutuals.viewers import Viewer
from partnerships_portal.pages import page_of

from . import counts, results
from .distance import Near, in_words
from .facets import facets_of
from .filters import Filters
from .titles import band_in_words, first, title_of
from .vocabulary import Vocabulary

PAGE_SIZE = 25


@dataclass(frozen=True)
class Item:
    """One organisation in the list, with nothing that its viewer may not see."""

    pk: int
    name: str
    url: str
    is_mutual: bool
    facts: tuple[str, ...]
    text: str
    is_picked: bool = False  # to be compared

    @property
    def tag(self) -> str:
        return "Mutual" if self.is_mutual else ""


@dataclass(frozen=True)
class Listing:
    title: str
    page: Page  # its object_list holds Items
    facets: list[dict]
    total: int


def listing(filters: Filters, *, page_number, viewer: Viewer, user, words: Vocabulary) -> Listing:
    """A page of the directory; a page number that does not exist gives the nearest that does."""
    counted = counts.counts(filters, words)
    page = page_of(Paginator(range(counted.total), PAGE_SIZE), page_number)
    offset = (page.number - 1) * PAGE_SIZE
    ids = results.ids(filters, offset=offset, limit=PAGE_SIZE, total=counted.total)
    page.object_list = _items(ids, filters.near, viewer, user, words)
    return Listing(title_of(filters), page, facets_of(filters, counted, words), counted.total)


def _items(ids, near: Near | None, viewer: Viewer, user, words: Vocabulary) -> list[Item]:
    found = Organisation.objects.visible_to(user).select_related("directory_entry").defer("public_search").in_bulk(ids)
    names = {term.id: term for term in words.services}
    regions = {term.id: term.name for term in words.regions}
    return [_item(found[pk], near, viewer, names, regions) for pk in ids if pk in found]


def _item(organisation: Organisation, near: Near | None, viewer: Viewer, names, regions) -> Item:
    seen = {section.key for section in viewer.sections_in_lists(organisation)}
    entry = organisation.directory_entry
    facts = [organisation.kind_beside_tag]
    if near and "about" in seen and entry.easting is not None and entry.northing is not None:
        facts.append(in_words(near.metres_to(entry.easting, entry.northing)))
    if "services" in seen:
        facts.append(first([names[pk].name for pk in entry.services if pk in names and names[pk].parent]))
    if "places" in seen:
        facts.append(_places(entry, regions))
    if "size" in seen and organisation.turnover_band is not None:
        facts.append(f"Turnover {band_in_words(organisation.turnover_band)}")
    return Item(
        pk=organisation.pk,
        name=organisation.name,
        url=organisation.get_absolute_url(),
        is_mutual=organisation.is_mutual,
        facts=tuple(fact for fact in facts if fact),
        text=organisation.summary if "about" in seen else "",
    )


def _places(entry: DirectoryEntry, regions) -> str:
    if ANYWHERE in entry.regions:
        return "Anywhere in England"
    return first([regions[pk] for pk in entry.regions if pk in regions])
