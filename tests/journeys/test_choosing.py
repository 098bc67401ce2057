"""Two members of a consortium answer the report's questions and see the models compared."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import MembershipFactory, OpportunityFactory, OrganisationFactory
from tests.factories.partnering import ConsortiumMemberFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def consortium():
    """Of two, for a tender whose commissioner accepts consortia and asks for joint liability."""
    tender = OpportunityFactory(
        title="Community health in the west",
        openness="accepted",
        wants_joint_liability=True,
        submission_deadline=timezone.now() + dt.timedelta(days=100),
    )
    own = ConsortiumMemberFactory(
        organisation=OrganisationFactory(name="Harrowmere Community Health"),
        consortium__name="Health in the west",
        consortium__opportunity=tender,
    )
    ConsortiumMemberFactory(consortium=own.consortium, organisation=OrganisationFactory(name="Quillmoor Care Together"))
    return own.consortium


@pytest.fixture
def owner(consortium):
    return MembershipFactory(organisation=consortium.members.first().organisation).user


@pytest.fixture
def fellow(consortium):
    return MembershipFactory(organisation=consortium.members.last().organisation).user


def test_members_answer_and_see_the_models_compared(page, consortium, owner, sign_in_page):
    sign_in_page(page, owner)
    page.goto(f"/consortia/{consortium.pk}/")
    page.get_by_role("link", name="Choosing a model").click()
    expect(page.get_by_role("heading", name="Choosing a model")).to_be_visible()
    seen_and_clean(page, "model-choice-empty")
    page.get_by_role("link", name=re.compile("Answer.*The commissioner")).click()
    page.get_by_role("group", name="Who is to contract").get_by_label("A new organisation that we own together").check()
    seen_and_clean(page, "model-questions")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("group", name="How do you want to bear risk").get_by_label("Shared among us").check()
    page.get_by_role("group", name="Are you ready to run").get_by_label("Yes").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("group", name="locked for the community").get_by_label("Yes, needed or wanted").check()
    page.get_by_role("group", name="surplus").get_by_label("Kept together").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("How are disagreements resolved?").fill("The chairs meet first, then a mediator.")
    seen_and_clean(page, "model-questions-talk")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("tbody").first).to_contain_text("Shared place 1")
    expect(page.locator("tbody", has_text="New community interest company")).to_contain_text("100 days are left")
    seen_and_clean(page, "model-comparison")
    page.get_by_role("link", name="Alliance").click()
    expect(page.get_by_text("Joint and several liability undermines an alliance.")).to_be_visible()
    seen_and_clean(page, "model-detail")
    page.get_by_role("button", name="Propose it to the others").click()
    expect(page.get_by_label("Alliance")).to_be_checked()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Propose it").click()
    page.get_by_role("link", name="Choosing a model").click()
    expect(page.get_by_text("Proposed by Harrowmere Community Health")).to_be_visible()
    seen_and_clean(page, "model-choice")
    page.goto("/partnership-models/")
    seen_and_clean(page, "partnership-models")


def test_members_keep_the_checklist_of_documents(page, consortium, owner, sign_in_page):
    consortium.partnership_model = "cic"
    consortium.save()
    sign_in_page(page, owner)
    page.goto(f"/consortia/{consortium.pk}/model/documents/")
    page.get_by_role("link", name="Confidentiality agreement").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Select who looks after this document")
    seen_and_clean(page, "model-paper")
    page.get_by_label("My organisation").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Harrowmere Community Health looks after it")).to_be_visible()
    seen_and_clean(page, "model-papers")
