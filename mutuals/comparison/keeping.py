"""The comparisons that a person keeps, as a list shows them."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from mutuals.models import Organisation, SavedComparison

from .choosing import Chosen


@dataclass(frozen=True)
class Kept:
    """One comparison. Organisations that left the directory are counted, not named; its page says so too."""

    pk: int
    name: str
    url: str
    names: tuple[str, ...]
    gone: int


def kept_by(user) -> list[Kept]:
    """All of a person's comparisons, newest first. Two queries."""
    named = Organisation.objects.only("name", "admitted_at", "closed_at")
    found = SavedComparison.objects.visible_to(user).prefetch_related(Prefetch("organisations", queryset=named))
    path = reverse("organisation_compare")
    return [_kept(comparison, list(comparison.organisations.all()), path) for comparison in found]


def _kept(comparison: SavedComparison, organisations: list[Organisation], path: str) -> Kept:
    names = tuple(one.name for one in organisations if one.is_active)
    url = Chosen(tuple(organisations)).url(path)
    return Kept(comparison.pk, comparison.name, url, names, len(organisations) - len(names))
