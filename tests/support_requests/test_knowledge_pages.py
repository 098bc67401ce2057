"""Promises about guides, case studies and pilots: who reads which, where they are found, what a draft says."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.reference.models import LocalAuthority
from support_requests.actions import knowledge
from support_requests.knowledge import awaiting
from support_requests.knowledge.guidance import links_for
from support_requests.models import KnowledgePage
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.knowledge import KnowledgeAttachmentFactory, KnowledgeConsentFactory, KnowledgePageFactory
from tests.factories.support import (
    InternalNoteFactory,
    PackageFactory,
    PackageLineFactory,
    SupportMessageFactory,
    SupportRequestFactory,
)

pytestmark = pytest.mark.django_db
LIST = "knowledge_list"


def titles(response) -> list[str]:
    return [page.title for page in response.context["page"]]


@pytest.fixture
def completed(organisation):
    """A completed case in which names stand in every text."""
    case = SupportRequestFactory(
        organisation=organisation,
        state="completed",
        title="Harrowmere and Saltwick bid",
        happening="Harrowmere fell out with Saltwick.",
        reason="We know Harrowmere.",
        outcome="Harrowmere signed.",
    )
    SupportMessageFactory(request=case, text="Dear Amina of Harrowmere")
    InternalNoteFactory(request=case, text="Harrowmere is late")
    PackageLineFactory(package=PackageFactory(request=case, summary="For Harrowmere"), what="Help Harrowmere")
    return case


def test_anyone_reads_what_is_published_and_only_staff_the_rest(client, sign_in, stranger, staff):
    for state in ("draft", "published", "withdrawn"):
        KnowledgePageFactory(state=state, title=state)
    KnowledgePage.objects.exclude(title__in=["draft", "published", "withdrawn"]).delete()
    assert titles(client.get(reverse(LIST))) == ["published"]
    draft = KnowledgePage.objects.get(state="draft")
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert sign_in(stranger).get(draft.get_absolute_url()).status_code == 404
    browser = sign_in(staff)
    assert browser.get(draft.get_absolute_url()).status_code == 200
    assert titles(browser.get(reverse(LIST))) == ["published"]
    assert {one.title for one in browser.get(reverse("knowledge_desk")).context["page"]} >= {"draft", "withdrawn"}


@pytest.mark.parametrize(
    "asked, found",
    [
        ({"words": "memorandum risk"}, {"Risks"}),
        ({"kind": "pilot"}, {"Pilot"}),
        ({"audience": "commissioners"}, {"Buying", "Risks", "Pilot"}),
        ({"support_type": "legal"}, {"Buying"}),
        ({"model": "llp", "words": "RISKS"}, {"Risks"}),
        ({"topic": "nonsense", "words": "nothing like it"}, set()),
    ],
)
def test_list_is_narrowed_by_words_kind_audience_and_tags(asked, found, client):
    KnowledgePage.objects.all().delete()
    KnowledgePageFactory(title="Risks", text="A memorandum shares risk.", partnership_models=["llp"])
    KnowledgePageFactory(title="Buying", audience="commissioners", support_types=["legal"])
    KnowledgePageFactory(title="Pilot", kind="pilot")
    KnowledgePageFactory(title="Ours", audience="mutuals")
    assert set(titles(client.get(reverse(LIST), asked))) == found


def test_empty_lists_say_what_to_do_next(client):
    assert "Nothing matches what you chose" in client.get(reverse(LIST), {"words": "xyzzy"}).content.decode()
    KnowledgePage.objects.all().delete()
    assert "Nothing is published yet" in client.get(reverse(LIST)).content.decode()


def test_list_and_desk_ask_as_often_for_many_pages_as_for_one(sign_in, staff, django_assert_max_num_queries):
    browser = sign_in(staff)
    KnowledgePageFactory.create_batch(15)
    for name in (LIST, "knowledge_desk"):
        with django_assert_max_num_queries(9):
            browser.get(reverse(name))


def test_draft_from_a_completed_case_says_nothing_that_was_written_there(completed, staff):
    page = knowledge.draft_from(case=completed, by=staff, at=timezone.now())
    said = " ".join([page.title, page.summary, page.beginning, page.text, page.outcome])
    assert "Legal advice (3 days)" in said and "Harrowmere" not in said and "Saltwick" not in said
    assert (page.state, page.support_types) == ("draft", ["legal"])
    consent = page.consents.get()
    assert (consent.organisation, consent.state) == (completed.organisation, "not_asked")


def test_region_and_size_are_only_said_where_five_organisations_share_them(reference_data, completed, staff):
    district = LocalAuthority.objects.select_related("region").first()
    completed.organisation.base_authority, completed.organisation.staff_band = district, 2
    completed.organisation.save()
    OrganisationFactory.create_batch(4, base_authority=district, staff_band=1)
    page = knowledge.draft_from(case=completed, by=staff, at=timezone.now())
    assert district.region.name in page.beginning and "50 to 249" not in page.beginning


def test_case_study_is_drafted_once_and_only_from_a_completed_case(sign_in, staff, completed):
    browser = sign_in(staff)
    for _ in range(2):
        response = browser.post(reverse("support_case_study", args=[completed.pk]))
    page = completed.knowledge_pages.get()
    assert response.url == reverse("knowledge_edit", args=[page.pk])
    waiting = SupportRequestFactory()
    with pytest.raises(NotPossible, match="was completed"):
        knowledge.draft_from(case=waiting, by=staff, at=timezone.now())
    case = reverse("support_case", args=[completed.pk])
    assert "Write a case study" in browser.get(case).content.decode()
    theirs = UserFactory(programme_role="triage_officer")
    MembershipFactory(organisation=completed.organisation, user=theirs)
    assert "Write a case study" not in sign_in(theirs).get(case).text  # a colleague does


def test_officer_writes_checks_and_publishes_a_guide(client, sign_in, triage):
    browser = sign_in(triage)
    said = {"title": "Talk first", "summary": "Why.", "text": "One.\r\n\r\nTwo.", "audience": "mutuals"}
    refused = browser.post(reverse("knowledge_new", args=["guide"]), said | {"text": ""})
    assert "Enter the text" in refused.content.decode() and "Talk first" in refused.content.decode()
    browser.post(reverse("knowledge_new", args=["guide"]), said | {"topics": ["trust"]})
    page = KnowledgePage.objects.get(title="Talk first")
    assert "One." in browser.get(reverse("knowledge_publish", args=[page.pk])).content.decode()
    browser.post(reverse("knowledge_publish", args=[page.pk]), {"version": page.version})
    seen = client.get(page.get_absolute_url()).content.decode()
    assert "<p>One.</p>" in seen and "<p>Two.</p>" in seen and "Trust and shared vision" in seen


def test_text_that_names_somebody_is_refused_beside_the_field(sign_in, staff, completed):
    page = knowledge.draft_from(case=completed, by=staff, at=timezone.now())
    said = {
        "title": "T",
        "summary": "S",
        "text": "What Harrowmere Community Health’s staff did",
        "audience": "everyone",
    }
    said["seen"] = knowledge.version_of(page)
    form = sign_in(staff).post(reverse("knowledge_edit", args=[page.pk]), said).context["form"]
    assert list(form.errors) == ["text"] and "What was done: the words name" in form.errors["text"][0]


def test_wording_that_changed_since_it_was_checked_is_not_published(staff):
    page = KnowledgePageFactory(state="draft")
    knowledge.change(page=page, seen=knowledge.version_of(page), by=staff, at=timezone.now(), text="Other.")
    with pytest.raises(NotPossible, match="Somebody changed this"):
        knowledge.publish(page=page, version=1, by=staff, at=timezone.now())


def test_two_who_edit_one_page_do_not_undo_each_other(staff, triage):
    page = KnowledgePageFactory()
    seen, at = knowledge.version_of(page), timezone.now()
    assert knowledge.change(page=page, seen=seen, by=staff, at=at, text="First.")
    with pytest.raises(NotPossible, match="Somebody changed this"):
        knowledge.change(page=page, seen=seen, by=triage, at=at, text="Second.")
    assert knowledge.change(page=page, seen=seen, by=staff, at=at, text="First.") is False


def test_markup_in_the_words_is_shown_and_not_obeyed(client):
    page = KnowledgePageFactory(title="<b>Bold</b>", text="<script>alert(1)</script>")
    seen = client.get(page.get_absolute_url()).content.decode()
    assert "<script>alert" not in seen and "<b>Bold" not in seen


def test_guidance_stands_where_it_is_needed(client, django_assert_num_queries):
    KnowledgePage.objects.all().delete()
    KnowledgePageFactory(title="About LLPs", partnership_models=["llp"])
    KnowledgePageFactory(title="About roles", key_steps=["roles"])
    KnowledgePageFactory(title="Reserved contracts", topics=["section_33"])
    KnowledgePageFactory(title="Not yet", topics=["section_33"], partnership_models=["llp"], state="draft")
    with django_assert_num_queries(1):
        assert [one.title for one in links_for(["model:llp", "topic:risk"])] == ["About LLPs"]
    assert [one.title for one in links_for(["step"])] == ["About roles"]
    assert links_for([]) == links_for(["model:cic"]) == []
    assert "About LLPs" in client.get(reverse("partnership_models")).content.decode()
    law = client.get(reverse("law_guidance")).content.decode()
    assert "Reserved contracts" in law and "Not yet" not in law


def test_files_of_a_draft_are_for_staff_alone(client, sign_in, staff):
    one = KnowledgeAttachmentFactory(page__state="draft")
    address = reverse("knowledge_file", args=[one.page_id, one.pk])
    assert client.get(address).status_code == 404
    assert sign_in(staff).get(address).status_code == 200
    other = KnowledgePageFactory()
    assert client.get(reverse("knowledge_file", args=[other.pk, one.pk])).status_code == 404


def test_owners_are_asked_in_their_inbox_until_they_answer(owner, viewer, organisation):
    consent, at = KnowledgeConsentFactory(organisation=organisation), timezone.now()
    (queue,) = awaiting.of_person(Asker(owner), at)
    assert [one.url for one in queue.things()] == [consent.get_absolute_url()]
    assert awaiting.of_person(Asker(viewer), at) == []
    consent.page.consents.update(state="not_asked", version=None)
    assert awaiting.of_person(Asker(owner), at)[0].things() == []


def test_staff_are_reminded_of_pages_to_look_at_again(staff, analyst, owner):
    at = timezone.now()
    KnowledgePageFactory(review_by=timezone.localdate(at))
    KnowledgePageFactory(review_by=timezone.localdate(at) + dt.timedelta(days=1))
    (queue,) = awaiting.of_staff(Asker(staff), at)
    assert [one.text for one in queue.things()] == ["Look again at a page of guidance"]
    assert awaiting.of_staff(Asker(analyst), at) == [] == awaiting.of_staff(Asker(owner), at)


def test_where_a_page_is_found_is_folded_away_until_something_is_wrong_with_it(sign_in, staff):
    client, address = sign_in(staff), reverse("knowledge_new", args=["guide"])
    folded, opened = '<details class="govuk-details">', '<details class="govuk-details" open>'
    assert folded in client.get(address).content.decode()
    assert opened in client.post(address, {"topics": ["no-such-topic"]}).content.decode()
