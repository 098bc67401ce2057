"""Promises about names when two things happen in one moment, on real PostgreSQL."""

import pytest
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import knowledge, knowledge_consents
from support_requests.models import KnowledgeConsent, KnowledgePage
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.factories.knowledge import KnowledgeConsentFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    return UserFactory(programme_role="triage_officer")


def test_consent_taken_back_while_the_page_is_published_names_nobody(officer):
    consent = KnowledgeConsentFactory(state="agreed", page__state="draft")
    page, by, at = consent.page, consent.answered_by, timezone.now()
    done = at_once(
        lambda: knowledge.publish(page=page, version=1, by=officer, at=at),
        lambda: knowledge_consents.take_back(consent=consent, reason="", by=by, at=at),
    )
    assert done == [True, True]
    page.refresh_from_db()
    assert page.state == "published"
    assert not KnowledgeConsent.objects.named().exists()


def test_words_changed_while_somebody_agrees_name_nobody_until_the_new_ones_are_agreed_to(officer):
    consent = KnowledgeConsentFactory()
    page, by, at = consent.page, UserFactory(), timezone.now()
    seen = knowledge.version_of(page)
    said = {"seen": "asked", "version": 1, "agrees": True, "name": "A", "role": "B", "reason": ""}
    changed, agreed = at_once(
        lambda: knowledge.change(page=page, seen=seen, by=officer, at=at, summary="Other words."),
        lambda: knowledge_consents.answer(consent=consent, by=by, at=at, **said),
    )
    consent.refresh_from_db()
    assert changed is True and (agreed is True or isinstance(agreed, NotPossible))
    assert (consent.state, consent.version) == ("asked", 2)
    assert not KnowledgeConsent.objects.named().exists()


def test_two_officers_who_draft_from_one_case_write_one_study(officer):
    case = SupportRequestFactory(state="completed")
    drafts = at_once(*[lambda: knowledge.draft_from(case=case, by=officer, at=timezone.now())] * 2)
    assert drafts[0] == drafts[1] and KnowledgePage.objects.filter(request=case).count() == 1


def test_two_who_answer_differently_in_one_moment_have_one_answer():
    consent = KnowledgeConsentFactory()
    words = {"seen": "asked", "version": 1, "name": "A", "role": "B", "reason": "No."}

    def says(agrees):
        by = UserFactory()
        return lambda: knowledge_consents.answer(consent=consent, agrees=agrees, by=by, at=timezone.now(), **words)

    done = at_once(says(True), says(False))
    assert len([one for one in done if one is True]) == 1 and len([one for one in done if one is not True]) == 1
