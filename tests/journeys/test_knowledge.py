"""A completed case becomes a case study: without a name, with the name of the one that agreed, and without again."""

import pytest
from playwright.sync_api import expect

from support_requests.models import KnowledgePage
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.knowledge import KnowledgeAttachmentFactory, KnowledgePageFactory
from tests.factories.support import PackageFactory, PackageLineFactory, SupportRequestFactory

from .browser import screenshot, seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    return UserFactory(name="Ruth Okafor", programme_role="programme_manager")


@pytest.fixture
def owner():
    return MembershipFactory(role="owner", organisation=OrganisationFactory(name="Harrowmere Community Health")).user


@pytest.fixture
def case(owner):
    case = SupportRequestFactory(organisation=owner.memberships.get().organisation, state="completed")
    PackageLineFactory(package=PackageFactory(request=case))
    return case


def test_case_study_names_nobody_until_the_owner_agrees_and_no_longer(page, case, officer, owner, sign_in_page):
    for name in ("Saltwick Libraries", "Saltwick Carers"):
        OrganisationFactory(name=name)
    sign_in_page(page, officer)
    page.goto(f"/support/cases/{case.pk}/")
    page.get_by_role("button", name="Write a case study").click()
    seen_and_clean(page, "knowledge-edit")
    page.get_by_label("What came of it").fill("Harrowmere Community Health signed in time.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say “the Mutual”")
    seen_and_clean(page, "knowledge-refused")
    page.get_by_label("What came of it").fill("They signed in time.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Who took part, and consent").click()
    page.get_by_role("button", name="Ask for consent").click()
    expect(page.get_by_text("Harrowmere Community Health is asked.")).to_be_visible()
    page.get_by_label("Add an organisation that took part").fill("saltwick")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_label("Saltwick Libraries")).to_be_visible()
    seen_and_clean(page, "knowledge-organisations")
    study = KnowledgePage.objects.get(request=case)
    page.goto(f"/support/knowledge/{study.pk}/publish/")
    seen_and_clean(page, "knowledge-publish")
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("Those who took part are not named here.")).to_be_visible()
    seen_and_clean(page, "knowledge-page-staff")

    sign_in_page(page, owner)
    page.goto("/inbox/")
    page.get_by_role("link", name="Say whether Harrowmere Community Health may be named").first.click()
    seen_and_clean(page, "knowledge-consent")
    page.get_by_label("Yes, with these words").check()
    page.get_by_label("Your role in the organisation").fill("Chief executive")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Thank you. Your answer is kept.")).to_be_visible()
    seen_and_clean(page, "knowledge-agreed")
    page.goto(f"/support/knowledge/{study.pk}/")
    expect(page.get_by_text("With: Harrowmere Community Health")).to_be_visible()
    seen_and_clean(page, "knowledge-page")
    page.goto(study.consents.get().get_absolute_url())
    page.get_by_role("button", name="Take the consent back").click()
    expect(page.get_by_text("Harrowmere Community Health is not named any more.")).to_be_visible()
    page.goto(f"/support/knowledge/{study.pk}/")
    expect(page.get_by_text("Those who took part are not named here.")).to_be_visible()


def test_visitor_finds_guidance_in_the_list_and_where_it_is_needed(page, officer, sign_in_page):
    KnowledgePageFactory(title="Eight questions before you choose a partnership model", partnership_models=["llp"])
    guide = KnowledgePageFactory(
        title="Can you bid for a contract reserved under section 33?",
        audience="mutuals",
        topics=["section_33"],
        support_types=["legal", "governance"],
    )
    KnowledgeAttachmentFactory(page=guide, title="The law", file=None, url="https://www.legislation.gov.uk/")
    KnowledgePageFactory(kind="pilot", title="Work placements between Mutuals", beginning="To see what it builds.")
    KnowledgePageFactory(kind="case_study", title="A bid that was lost", state="draft")
    page.goto("/support/knowledge/")
    seen_and_clean(page, "knowledge-list")
    page.goto("/support/knowledge/?words=nothing+like+it")
    seen_and_clean(page, "knowledge-list-empty")
    page.goto("/guidance/law/")
    page.get_by_role("link", name="Can you bid for a contract reserved under section 33?").click()
    seen_and_clean(page, "knowledge-guide")
    sign_in_page(page, officer)
    page.goto("/support/knowledge/all/")
    seen_and_clean(page, "knowledge-desk")
    page.goto(f"/support/knowledge/{guide.pk}/attachments/")
    seen_and_clean(page, "knowledge-attachments")
    page.goto(f"/support/knowledge/{guide.pk}/withdraw/")
    seen_and_clean(page, "knowledge-withdraw")
    page.goto("/guidance/law/")
    screenshot(page, "knowledge-law")
