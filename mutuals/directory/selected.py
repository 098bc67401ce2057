"""The filters chosen in the directory, each with the address of the same page without it."""

from dataclasses import dataclass, replace
from typing import Any

from mutuals.bands import TurnoverBand
from mutuals.choices import Kind

from .asking import address
from .filters import FACETS, Filters

LISTS = ("services", "regions", "districts", "kinds", "bands")  # attributes of Filters that hold several values


@dataclass(frozen=True)
class Choice:
    """One chosen filter. Its address keeps the words, the order and the other filters."""

    label: str
    url: str


@dataclass(frozen=True)
class Selected:
    choices: tuple[Choice, ...]
    clear_url: str  # the words and the order are kept


def selected(filters: Filters, *, path: str, **also) -> Selected:
    """What is chosen, in the order of the facets; `also` adds parameters to every address."""
    choices = [
        (_label(name, value), _without(filters, name, value)) for name in LISTS for value in getattr(filters, name)
    ]
    if filters.verified:
        choices.append(("Verified Mutuals", replace(filters, verified=False)))
    nowhere = replace(filters, near=None, within=None)
    if filters.near:
        far = f"Within {filters.within} miles of" if filters.within is not None else "Distance from"
        choices.append((f"{far} {filters.near.text}", nowhere))
    return Selected(
        tuple(Choice(label, address(path, question, **also)) for label, question in choices),
        address(path, nowhere.without(*FACETS), **also),
    )


def _label(name: str, value) -> str:
    if name == "kinds":
        return str(Kind(value).label)
    return str(TurnoverBand(value).label) if name == "bands" else value.name


def _without(filters: Filters, name: str, value) -> Filters:
    """The same question without one value of the facet `name`."""
    rest: dict[str, Any] = {name: tuple(one for one in getattr(filters, name) if one != value)}
    return replace(filters, **rest)
