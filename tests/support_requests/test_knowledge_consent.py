"""Promises about names in what the programme publishes: nobody is named who did not agree to the very words."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import knowledge, knowledge_consents
from support_requests.models import KnowledgeConsent, KnowledgePage
from tests.factories.knowledge import KnowledgeConsentFactory, KnowledgePageFactory

pytestmark = pytest.mark.django_db

SAID = {"agrees": "yes", "name": "Amina Okafor", "role": "Chief executive", "seen": "asked"}


@pytest.fixture
def study():
    return KnowledgePageFactory(kind="case_study", title="Three that bid together")


@pytest.fixture
def asked(study, organisation):
    return KnowledgeConsentFactory(page=study, organisation=organisation)


def everything_public(client, page) -> str:
    """What a stranger can find of a page: the list, the search by the name, the page with its title and address."""
    found = [client.get(reverse("knowledge_list")), client.get(reverse("knowledge_list"), {"words": "Harrowmere"})]
    return " ".join([one.content.decode() for one in [*found, client.get(page.get_absolute_url())]])


def answer(consent, by, **more):
    said = {"version": consent.page.version, "agrees": True, "name": "A", "role": "B", "reason": "", "seen": "asked"}
    return knowledge_consents.answer(consent=consent, by=by, at=timezone.now(), **(said | more))


@pytest.mark.parametrize("state", ["not_asked", "asked", "refused", "taken_back"])
def test_organisation_that_did_not_agree_is_named_nowhere(state, client, study, organisation):
    KnowledgeConsentFactory(page=study, organisation=organisation, state=state)
    seen = everything_public(client, study).replace('value="Harrowmere"', "")
    assert "Three that bid together" in seen and "Harrowmere" not in seen


def test_owner_reads_what_is_published_agrees_by_name_and_is_named(client, sign_in, owner, asked):
    browser = sign_in(owner)
    page = browser.get(asked.get_absolute_url()).content.decode()
    assert "Talk about what each of you brings." in page and "Harrowmere Community Health</p>" in page
    browser.post(asked.get_absolute_url(), SAID | {"version": asked.page.version})
    asked.refresh_from_db()
    assert (asked.state, asked.name, asked.role) == ("agreed", "Amina Okafor", "Chief executive")
    assert "Harrowmere Community Health" in client.get(asked.page.get_absolute_url()).content.decode()
    assert Notification.objects.get(person=asked.page.written_by).event == "knowledge_consent_answered"


def test_consent_taken_back_leaves_no_name_at_once(client, sign_in, owner, study, organisation):
    consent = KnowledgeConsentFactory(page=study, organisation=organisation, state="agreed")
    response = client.get(study.get_absolute_url())
    assert "Harrowmere" in response.content.decode() and "no-cache" in response["Cache-Control"]
    sign_in(owner).post(reverse("knowledge_consent_take_back", args=[consent.pk]), {"reason": "We merge."})
    assert "Harrowmere" not in everything_public(client, study).replace('value="Harrowmere"', "")
    consent.refresh_from_db()
    assert (consent.state, consent.reason, consent.role) == ("taken_back", "We merge.", "")


def test_other_words_take_the_name_off_and_ask_again(client, owner, study, organisation, staff):
    consent = KnowledgeConsentFactory(page=study, organisation=organisation, state="agreed")
    said = {"outcome": "They lost and stayed together."}
    assert knowledge.change(page=study, seen=knowledge.version_of(study), by=staff, at=timezone.now(), **said)
    consent.refresh_from_db()
    assert (consent.state, consent.version, consent.name) == ("asked", 2, "")
    assert "Harrowmere" not in client.get(study.get_absolute_url()).content.decode()
    assert Notification.objects.get(person=owner).event == "knowledge_consent_asked"


def test_other_tags_ask_nobody_again(study, organisation, staff):
    consent = KnowledgeConsentFactory(page=study, organisation=organisation, state="agreed")
    knowledge.change(page=study, seen=knowledge.version_of(study), by=staff, at=timezone.now(), topics=["risk"])
    consent.refresh_from_db()
    assert consent.state == "agreed" and KnowledgeConsent.objects.named().exists()


def test_agreeing_to_words_that_were_changed_meanwhile_is_refused_and_shows_the_new_ones(sign_in, owner, asked, staff):
    seen = knowledge.version_of(asked.page)
    knowledge.change(page=asked.page, seen=seen, by=staff, at=timezone.now(), summary="Other words now.")
    response = sign_in(owner).post(asked.get_absolute_url(), SAID | {"version": 1})
    page = response.content.decode()
    assert "The words were changed while you were reading" in page and "Other words now." in page
    assert 'name="version" value="2"' in page
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_each_member_is_named_by_its_own_consent_only(client, study, organisation, other_organisation):
    KnowledgeConsentFactory(page=study, organisation=organisation, state="agreed")
    KnowledgeConsentFactory(page=study, organisation=other_organisation)
    page = client.get(study.get_absolute_url()).content.decode()
    assert "Harrowmere" in page and "Saltwick" not in page


def test_organisation_that_is_asked_does_not_learn_who_else_is(sign_in, owner, asked, other_organisation):
    KnowledgeConsentFactory(page=asked.page, organisation=other_organisation)
    assert "Saltwick" not in sign_in(owner).get(asked.get_absolute_url()).content.decode()


def test_organisation_that_closed_is_not_named(client, study, organisation):
    KnowledgeConsentFactory(page=study, organisation=organisation, state="agreed")
    organisation.closed_at = timezone.now()
    organisation.save()
    assert "Harrowmere" not in client.get(study.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "said", ["Harrowmere Community Health", "HARROWMERE  community-health", "harrowmere community health’s"]
)
def test_words_that_name_somebody_are_refused(said, study, organisation, staff):
    KnowledgeConsentFactory(page=study, organisation=organisation, state="agreed")
    seen = knowledge.version_of(study)
    for field in ("title", "summary", "text"):
        with pytest.raises(NotPossible, match="The words name “Harrowmere Community Health”"):
            knowledge.change(page=study, seen=seen, by=staff, at=timezone.now(), **{field: f"What {said} did"})


def test_refusal_needs_a_reason_and_may_be_changed_to_consent(sign_in, owner, asked):
    browser, no = sign_in(owner), SAID | {"agrees": "no", "version": 1}
    assert "Say why" in browser.post(asked.get_absolute_url(), no).content.decode()
    browser.post(asked.get_absolute_url(), no | {"reason": "Our board does not want it."})
    asked.refresh_from_db()
    assert asked.state == "refused"
    browser.post(asked.get_absolute_url(), SAID | {"version": 1, "seen": "refused"})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("agreed", "")


def test_answer_sent_twice_counts_once_and_does_not_undo_what_was_taken_back(asked, owner):
    assert answer(asked, owner) is True
    assert answer(asked, owner) is False
    knowledge_consents.take_back(consent=asked, reason="", by=owner, at=timezone.now())
    with pytest.raises(NotPossible):
        answer(asked, owner)
    asked.refresh_from_db()
    assert asked.state == "taken_back"
    assert AuditEvent.objects.filter(action="knowledge_consent_agreed").count() == 1


def test_nobody_is_asked_twice_about_the_same_words(study, organisation, staff):
    consent = KnowledgeConsentFactory(page=study, organisation=organisation, state="refused")
    with pytest.raises(NotPossible, match="has this wording already"):
        knowledge_consents.ask(consent=consent, by=staff, at=timezone.now())
    KnowledgePage.objects.update(version=2)
    assert knowledge_consents.ask(consent=consent, by=staff, at=timezone.now()) is True
    assert knowledge_consents.ask(consent=consent, by=staff, at=timezone.now()) is False


def test_withdrawn_page_asks_nobody_and_is_read_by_nobody_else(client, study, organisation, staff):
    consent = KnowledgeConsentFactory(page=study, organisation=organisation, state="not_asked")
    assert knowledge.withdraw(page=study, by=staff, at=timezone.now())
    with pytest.raises(NotPossible, match="was withdrawn"):
        knowledge_consents.ask(consent=consent, by=staff, at=timezone.now())
    assert client.get(study.get_absolute_url()).status_code == 404
    assert "Three that bid" not in client.get(reverse("knowledge_list")).content.decode()
