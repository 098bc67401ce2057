"""The facets of the directory as templates/components/filter_form.html shows them."""

from mutuals.bands import TurnoverBand
from mutuals.choices import Kind

from .asking import SORTS, Asked, usual_sort
from .counts import Counts
from .distance import WITHIN
from .filters import Filters
from .vocabulary import Term, Vocabulary


def facets_of(filters: Filters, counted: Counts, words: Vocabulary) -> list[dict]:
    """Facets with counts; values that nobody has are left out unless they are chosen."""
    verified = [_option("yes", "Verified Mutuals", counted.verified, filters.verified)]
    kinds = [_option(k.value, k.label, counted.kinds.get(k.value, 0), k.value in filters.kinds) for k in Kind]
    bands = [_option(b.value, b.label, counted.bands.get(b.value, 0), b.value in filters.bands) for b in TurnoverBand]
    return [
        facet
        for facet in (
            _facet("service", "Services", _services(filters, counted, words)),
            _facet("place", "Places", _places(filters, counted, words)),
            _facet("kind", "Kind of organisation", kinds),
            _facet("verified", "Three-part definition", verified),
            _facet("size", "Turnover", bands),
        )
        if facet["options"]
    ]


def sorts_of(filters: Filters) -> list[dict]:
    """The orders to choose from. The usual one has no value, so that new words bring their best matches first."""
    usual = usual_sort(filters)
    return [
        {"value": "" if value == usual else value, "label": label, "chosen": value == filters.sort}
        for value, label in SORTS.items()
        if (value != "relevance" or filters.words) and (value != "nearest" or filters.near)
    ]


def distance_of(asked: Asked) -> dict:
    """The postcode and the miles as templates/components/distance.html shows them."""
    miles = [{"value": "", "label": "Any distance", "chosen": asked.within is None}]
    miles += [{"value": far, "label": f"Within {far} miles", "chosen": far == asked.within} for far in WITHIN]
    is_open = bool(asked.near_typed or asked.within)
    return {"near": asked.near_typed, "problem": asked.near_problem, "miles": miles, "open": is_open}


def _services(filters: Filters, counted: Counts, words: Vocabulary) -> list[dict]:
    return [_term(term, counted.services, filters.services, inner=term.parent is not None) for term in words.services]


def _places(filters: Filters, counted: Counts, words: Vocabulary) -> list[dict]:
    """The regions; under each that is chosen, or has a chosen district, its districts."""
    options = []
    for region in words.regions:
        options.append(_term(region, counted.regions, filters.regions))
        if region.id in filters.opened:
            inside = (district for district in words.districts if district.parent == region.id)
            options += [_term(district, counted.districts, filters.districts, inner=True) for district in inside]
    return options


def _term(term: Term, numbers: dict[int, int], chosen: tuple[Term, ...], *, inner: bool = False) -> dict:
    return _option(term.value, term.name, numbers.get(term.id, 0), term in chosen, inner=inner)


def _option(value, label: str, count: int, checked: bool, *, inner: bool = False) -> dict:
    return {"value": value, "label": label, "count": count, "checked": checked, "inner": inner}


def _ticked_first(options: list[dict]) -> list[dict]:
    """Ticked options at the top, as a long facet scrolls. What is set in stays under its own head."""
    blocks: list[list[dict]] = []
    for option in options:
        if option["inner"] and blocks:
            blocks[-1].append(option)
        else:
            blocks.append([option])
    blocks.sort(key=lambda block: not any(option["checked"] for option in block))
    for block in blocks:
        block[1:] = sorted(block[1:], key=lambda option: not option["checked"])
    return [option for block in blocks for option in block]


def _facet(name: str, label: str, options: list[dict]) -> dict:
    shown = [option for option in _ticked_first(options) if option["count"] or option["checked"]]
    return {"name": name, "label": label, "options": shown, "open": any(option["checked"] for option in shown)}
