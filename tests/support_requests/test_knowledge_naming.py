"""Promises about names in the words of case studies: in no spelling, by no address, and of nobody concerned."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.reference.models import LocalAuthority
from support_requests.actions import knowledge, knowledge_consents
from support_requests.knowledge.naming import named_in, names_of
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.knowledge import KnowledgeAttachmentFactory, KnowledgeConsentFactory, KnowledgePageFactory
from tests.factories.support import AssignmentFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
NAME = "Harrowmere Community Health"


@pytest.fixture
def study(organisation):
    organisation.website = "https://www.hch-mutual.example/about/"
    organisation.save()
    case = SupportRequestFactory(organisation=organisation, state="completed")
    return knowledge.draft_from(case=case, by=UserFactory(), at=timezone.now())


@pytest.mark.parametrize(
    "text",
    [
        "See www.harrowmerecommunityhealth.org.uk for more",
        "HarrowmereCommunityHealth2026.pdf",
        "They say #harrowmerecommunityhealth",
        "Write to info@harrowmere-community-health.example",
    ],
)
def test_name_that_is_run_together_is_a_name(text):
    assert named_in([text], [NAME]) == [NAME]


def test_ordinary_words_that_happen_to_run_together_are_none():
    assert named_in(["Good healthcare, and more."], ["Health Care", "Good"]) == ["Good"]


@pytest.mark.parametrize("address", ["https://hch-mutual.example/report", "https://portal.example{page}", "{page}"])
def test_address_that_leads_to_an_organisation_names_it(address, study, organisation):
    text = address.format(page=organisation.get_absolute_url().rstrip("/"))
    assert names_of(study).said_in([f"Read {text}"]) == [f"{NAME}, by its address"]
    assert names_of(study).said_in(["Read /organisations/ and /guidance/"]) == []


@pytest.mark.parametrize(
    ("website", "names_it", "names_nobody"),
    [
        ("https://www.facebook.com/SaltwickCare/", "See m.facebook.com/saltwickcare.", "See facebook.com/programme"),
        ("https://www.gov.uk/", "Ask at /organisations/{pk}, then go on", "https://www.gov.uk/guidance/mutuals"),
        ("https://care.example", "https://news.care.example/x", "health-care.example, healthcare.example"),
        ("https://care.example", "Write to care.example.", "https://care.example.net and care.examples"),
    ],
)
def test_address_that_many_share_or_that_only_ends_alike_names_nobody(
    website, names_it, names_nobody, study, organisation
):
    organisation.website = website
    organisation.save()
    names = names_of(study)
    assert names.said_in([names_it.format(pk=organisation.pk)]) == [f"{NAME}, by its address"]
    assert names.said_in([names_nobody]) == []


def test_name_of_an_organisation_that_was_merged_into_the_one_that_asked_is_a_name(study, organisation):
    OrganisationFactory(name="Old Mill Nursing", merged_into=organisation, closed_at=timezone.now())
    with pytest.raises(NotPossible, match="The words name “Old Mill Nursing”"):
        seen = knowledge.version_of(study)
        knowledge.change(page=study, seen=seen, by=UserFactory(), at=timezone.now(), text="Old Mill Nursing won.")


def test_people_of_the_organisation_and_its_advisers_are_not_named_either(study, organisation):
    MembershipFactory(organisation=organisation, user__name="Ines Duarte")
    AssignmentFactory(line__package__request=study.request, adviser__person__name="Tomas Lindqvist")
    said = names_of(study).said_in(["Tomas Lindqvist met Ines Duarte", "and nobody else"])
    assert sorted(said) == ["Ines Duarte", "Tomas Lindqvist"]


def test_officer_is_told_of_other_names_before_publishing(sign_in, staff, other_organisation):
    page = KnowledgePageFactory(kind="case_study", state="draft", text="With Saltwick Libraries Together.")
    seen = sign_in(staff).get(reverse("knowledge_publish", args=[page.pk])).content.decode()
    assert "organisations in the directory are called so: Saltwick Libraries Together." in seen


def test_officer_is_told_of_other_names_in_what_is_published_already(sign_in, staff, other_organisation):
    page = KnowledgePageFactory(kind="case_study")
    said = {"title": "T", "summary": "S", "text": "With Saltwick Libraries Together.", "audience": "everyone"}
    said["seen"] = knowledge.version_of(page)
    seen = sign_in(staff).post(reverse("knowledge_edit", args=[page.pk]), said, follow=True).content.decode()
    assert "Organisations in the directory are called Saltwick Libraries Together:" in seen


def test_region_of_a_mutual_is_only_said_where_five_mutuals_share_it(reference_data, organisation):
    district, at = LocalAuthority.objects.select_related("region").first(), timezone.now()
    verified = {"verified_at": at, "verified_by": UserFactory()}
    type(organisation).objects.filter(pk=organisation.pk).update(base_authority=district, **verified)
    OrganisationFactory.create_batch(4, base_authority=district)
    case = SupportRequestFactory(organisation=organisation, state="completed")
    assert district.region.name not in knowledge.draft_from(case=case, by=UserFactory(), at=at).beginning


def test_organisation_opens_the_files_of_the_draft_that_it_is_asked_about(sign_in, viewer, stranger, organisation):
    one = KnowledgeAttachmentFactory(page__kind="case_study", page__state="draft")
    consent = KnowledgeConsentFactory(page=one.page, organisation=organisation, state="not_asked")
    browser, address = sign_in(viewer), reverse("knowledge_file", args=[one.page_id, one.pk])
    assert browser.get(address).status_code == 404
    knowledge_consents.ask(consent=consent, by=UserFactory(), at=timezone.now())
    assert browser.get(address).status_code == 200 and sign_in(stranger).get(address).status_code == 404
    knowledge.withdraw(page=one.page, by=UserFactory(), at=timezone.now())
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("state, reads", [("refused", False), ("agreed", True)])
def test_withdrawn_page_shows_no_other_names_and_its_words_only_to_who_agreed(
    state, reads, sign_in, owner, organisation, other_organisation
):
    page = KnowledgePageFactory(kind="case_study", state="withdrawn", text="They met in May.")
    consent = KnowledgeConsentFactory(page=page, organisation=organisation, state=state)
    KnowledgeConsentFactory(page=page, organisation=other_organisation, state="agreed")
    seen = sign_in(owner).get(consent.get_absolute_url()).content.decode()
    assert "The programme has withdrawn the page" in seen and "Saltwick" not in seen
    assert ("They met in May." in seen) is reads


def test_who_agreed_to_earlier_words_is_not_told_that_they_agreed_to_these(sign_in, owner, organisation):
    page = KnowledgePageFactory(kind="case_study", version=2, text="They met in May.")
    consent = KnowledgeConsentFactory(page=page, organisation=organisation, state="agreed", version=1)
    seen = sign_in(owner).get(consent.get_absolute_url()).content.decode()
    assert "You agreed to earlier words" in seen and "Exactly what you agreed to" not in seen
