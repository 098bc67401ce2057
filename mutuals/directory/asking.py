"""The address of a page of the directory: what a visitor asks in it, and the same question as an address again."""

from dataclasses import dataclass
from urllib.parse import urlencode

from mutuals.bands import TurnoverBand
from mutuals.choices import Kind
from partnerships_portal.reference.postcodes import find_postcode, postcode_problem

from .distance import WITHIN, Near
from .filters import Filters
from .vocabulary import Vocabulary

SORTS = {"relevance": "Best match", "name": "Name", "newest": "Newest first", "nearest": "Nearest first"}
MAX_WORDS = 200  # characters
MAX_TYPED = 20  # characters of a postcode or of a value that nobody knows, said back
SAID = 3  # values that nobody knows, said one by one
NO_POSTCODE = "Enter a postcode to measure the distance from"


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and what of it could not be understood."""

    filters: Filters
    near_typed: str = ""
    near_problem: str = ""  # what to do about the postcode
    within: int | None = None  # miles, also while there is no postcode
    unknown: tuple[str, ...] = ()  # sentences about what was left out


def read(query, *, level: int, words: Vocabulary) -> Asked:
    """What a QueryDict asks. What names nothing is left out, and said; `level` is the viewer's Visibility in lists."""
    typed = " ".join(query.get("q", "").replace("\x00", "").split())[:MAX_WORDS]
    near_typed = " ".join(query.get("near", "").replace("\x00", "").split())[:MAX_TYPED]
    near, problem = _near(near_typed)
    within = next((miles for miles in WITHIN if str(miles) == query.get("within")), None)
    if within and not near_typed:
        problem = NO_POSTCODE
    places = set(query.getlist("place"))
    filters = Filters(
        words=typed,
        services=words.chosen_services(set(query.getlist("service"))),
        regions=words.chosen_regions(places),
        districts=words.chosen_districts(places),
        kinds=tuple(kind for kind in Kind.values if kind in query.getlist("kind")),
        bands=tuple(band for band in TurnoverBand.values if str(band) in query.getlist("size")),
        verified=query.get("verified") == "yes",
        near=near,
        within=within if near else None,
        level=level,
        sort=_sort(query.get("sort", ""), typed, near),
    )
    return Asked(filters, near_typed, problem, within, _unknown(query, filters))


def parameters(filters: Filters, *, but: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The question as parameters of an address, always in the same order; `but` names parameters to leave out."""
    pairs: list[tuple[str, object]] = [("q", filters.words)]
    pairs += [("service", term.value) for term in filters.services]
    pairs += [("place", term.value) for term in (*filters.regions, *filters.districts)]
    pairs += [("kind", kind) for kind in filters.kinds]
    pairs += [("verified", "yes" if filters.verified else "")]
    pairs += [("size", band) for band in filters.bands]
    pairs += [("near", filters.near.text if filters.near else ""), ("within", filters.within or "")]
    sort = _sort(filters.sort, filters.words, filters.near)  # what it was made from may have had words
    pairs += [("sort", "" if sort == usual_sort(filters) else sort)]
    return [(name, str(value)) for name, value in pairs if value != "" and name not in but]


def address(path: str, filters: Filters, *, but: tuple[str, ...] = (), **also) -> str:
    """`path` with the question; `also` adds parameters at its end, a list one for each of its values."""
    more = [(name, value) for name, value in also.items() if value]
    query = urlencode([*parameters(filters, but=but), *more], doseq=True)
    return f"{path}?{query}" if query else path


def usual_sort(filters: Filters) -> str:
    """The order of a question that names none: the best matches of words; the nearest of a distance; by name."""
    return _usual(filters.words, filters.near)


def _usual(words: str, near: Near | None) -> str:
    return "relevance" if words else "nearest" if near else "name"


def _sort(wanted: str, words: str, near: Near | None) -> str:
    possible = wanted in SORTS and (wanted != "relevance" or words) and (wanted != "nearest" or near)
    return wanted if possible else _usual(words, near)


def _near(typed: str) -> tuple[Near | None, str]:
    """The place of a postcode, or what to do about it."""
    if not typed:
        return None, ""
    found = find_postcode(typed)
    if found is None:
        problem = postcode_problem(typed)
        return None, str(problem.value) if problem else ""
    return Near(found.text, found.easting, found.northing), ""


def _unknown(query, filters: Filters) -> tuple[str, ...]:
    """A sentence for each value of the address that names nothing, as in an old bookmark."""
    known = {
        "service": ("service", {term.value for term in filters.services}),
        "place": ("place", {term.value for term in (*filters.regions, *filters.districts)}),
        "kind": ("kind of organisation", set(filters.kinds)),
        "size": ("turnover", {str(band) for band in filters.bands}),
        "within": ("distance", {str(miles) for miles in WITHIN}),
        "sort": ("order", set(SORTS)),
    }
    left_out = [
        f"We do not know the {what} “{value[:MAX_TYPED]}”: it was left out."
        for name, (what, values) in known.items()
        for value in dict.fromkeys(query.getlist(name))
        if value.replace("\x00", "").strip() and value not in values
    ]
    if len(left_out) > SAID:
        left_out[SAID:] = [f"{len(left_out) - SAID} more choices of this address are not known and were left out."]
    return tuple(left_out)
