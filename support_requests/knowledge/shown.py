"""A page of knowledge as its readers see it."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from commissioners.choices import PartnershipModel
from consortia.key_steps.starting import BY_CODE
from support_requests.choices import SupportType
from support_requests.models import KnowledgeConsent, KnowledgePage

from .parts import texts_of

STATE_COLOURS = {"draft": "grey", "published": "green", "withdrawn": "red"}
CONSENT_COLOURS = {"not_asked": "grey", "asked": "yellow", "agreed": "green", "refused": "red", "taken_back": "red"}


def shown(page: KnowledgePage, *, names: Iterable[str]) -> dict:
    """What the template of the words needs; `names`: of those who are named beside them."""
    return {
        "page": page,
        "texts": texts_of(page),
        "names": list(names),
        "tags": tags_of(page),
        "attachments": page.attachments.select_related("file"),
    }


def named_on(page: KnowledgePage) -> list[str]:
    """Organisations that are named in public, now."""
    return list(KnowledgeConsent.objects.named().filter(page=page).values_list("organisation__name", flat=True))


def named_once_published(page: KnowledgePage) -> list[str]:
    """Organisations that would be named if the page was published as it is."""
    agreed = page.consents.agreed().filter(organisation__closed_at=None, organisation__admitted_at__isnull=False)
    return list(agreed.values_list("organisation__name", flat=True))


def tags_of(page: KnowledgePage) -> list[tuple[str, list[str]]]:
    """Headings with labels, in the order of their lists; those that are said."""
    found = [
        ("Topics", _labels(KnowledgePage.Topic.choices, page.topics)),
        ("Partnership models", _labels(PartnershipModel.choices, page.partnership_models)),
        ("Key steps", [step.what for code, step in BY_CODE.items() if code in page.key_steps]),
        ("Types of support", _labels(SupportType.choices, page.support_types)),
    ]
    return [(heading, labels) for heading, labels in found if labels]


def _labels(choices, chosen: list[str]) -> list[str]:
    return [str(label) for value, label in choices if value in chosen]


def is_due(page: KnowledgePage, at: dt.datetime) -> bool:
    """Whether staff should look at it again."""
    is_live = page.state != KnowledgePage.State.WITHDRAWN
    return is_live and page.review_by is not None and page.review_by <= timezone.localdate(at)
