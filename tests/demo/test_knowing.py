"""Promises about the guides, case studies and the pilot of the demonstration."""

import pytest
from django.utils import timezone

from consortia.key_steps.starting import BY_CODE
from partnerships_portal.demo import knowing
from support_requests.knowledge.naming import named_in
from support_requests.models import KnowledgeConsent, KnowledgePage

pytestmark = pytest.mark.django_db


def test_pages_are_there_once_and_one_organisation_is_named(organisation, owner, staff):
    for _ in range(2):
        knowing.ensure(organisation=organisation, at=timezone.now())
    kinds = KnowledgePage.objects.filter(is_demo=True).order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["case_study", "case_study", "guide", "guide", "pilot", "template"]
    assert [one.organisation for one in KnowledgeConsent.objects.named()] == [organisation]
    assert KnowledgeConsent.objects.waiting().count() == 1


def test_what_is_invented_has_tags_of_the_lists_and_no_names(demo_world):
    pages = KnowledgePage.objects.filter(is_demo=True)
    assert pages.count() == len(knowing.GUIDES) + len(knowing.STUDIES) + 1
    for page in pages:
        page.clean_fields(exclude=["request", "beginning", "outcome", "stage"])
        assert set(page.key_steps) <= set(BY_CODE)
    names = KnowledgeConsent.objects.values_list("organisation__name", flat=True)
    assert named_in([text for page in pages for text in (page.title, page.summary, page.text)], names) == []
