"""What is published about a partnership model, a key step or a topic, for pages of lower apps (GUIDANCE_READER)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from support_requests.models import KnowledgePage

MOST = 6
FIELDS = {"model": "partnership_models", "step": "key_steps", "topic": "topics", "support": "support_types"}


@dataclass(frozen=True)
class GuidanceLink:
    """One page, as a link to it."""

    title: str
    url: str
    kind: str  # in words


def links_for(keys: Iterable[str]) -> list[GuidanceLink]:
    """Published pages under any of the keys, case studies last, the latest of each kind first: one query.

    "model:llp" is one value, "model" any. Raises KeyError for a kind that is not in FIELDS.
    """
    condition = Q()
    for key in keys:
        kind, _, value = key.partition(":")
        condition |= Q(**{f"{FIELDS[kind]}__contains": [value]}) if value else Q(**{f"{FIELDS[kind]}__len__gt": 0})
    if not condition:
        return []
    found = KnowledgePage.objects.published().filter(condition).only("title", "kind")
    return [
        GuidanceLink(page.title, page.get_absolute_url(), page.get_kind_display().lower())
        for page in found.order_by("-kind", "-published_at", "-pk")[:MOST]
    ]
