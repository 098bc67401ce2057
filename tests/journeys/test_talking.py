"""A provider asks, the buyer answers for all, a stranger reads, a follower is told: in a real browser, with axe."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.actions import questions
from commissioners.models import OpportunityDocument, Question
from partnerships_portal.notifications.models import Notification
from tests.documents import files
from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    UserFactory,
)

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def buyer():
    """The owner of a council."""
    return BodyMembershipFactory(user=UserFactory(name="Ida Thornbury"), body=BodyFactory(name="Marlbeck Council")).user


@pytest.fixture
def provider():
    return MembershipFactory(
        user=UserFactory(name="Ruth Okafor"), organisation=OrganisationFactory(name="Harrowmere Community Health")
    ).user


@pytest.fixture
def opportunity(buyer):
    return OpportunityFactory(
        body=buyer.body_memberships.get().body,
        title="Youth clubs and mentoring",
        description="Somewhere warm for young people, every evening.",
        enquiry_deadline=timezone.now() + dt.timedelta(days=12),
    )


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def ask(page, opportunity, text):
    page.goto(f"{opportunity.get_absolute_url()}questions/")
    press(page, "Ask a question")
    page.get_by_label("What do you want to ask?").fill(text)
    press(page, "Check your question")


def test_a_question_is_asked_answered_for_all_and_told(page, phone, sign_in_page, buyer, provider, opportunity):
    sign_in_page(phone, UserFactory(name="Sam Follower"))
    phone.goto(opportunity.get_absolute_url())
    press(phone, "Tell me of changes")
    expect(phone.get_by_text("You follow this: we tell you of changes.")).to_be_visible()

    sign_in_page(page, provider)
    ask(page, opportunity, "As Harrowmere Community Health we ask: is the hall included?")
    expect(page.get_by_role("alert")).to_contain_text("Take out “Harrowmere Community Health”")
    seen_and_clean(page, "question-ask-error")
    page.get_by_label("What do you want to ask?").fill("Is the hall on Quay Street included?\n\nAnd the yard?")
    press(page, "Check your question")
    expect(page.get_by_text("Everyone will read this with its answer")).to_be_visible()
    seen_and_clean(page, "question-check")
    press(page, "Change it")
    press(page, "Check your question")
    press(page, "Send your question")
    expect(page.get_by_role("heading", name="Your questions")).to_be_visible()
    seen_and_clean(page, "question-sent")

    sign_in_page(page, buyer)
    page.goto("/inbox/")
    page.get_by_role("link", name="Answer 1 question about").click()
    seen_and_clean(page, "question-waiting")
    page.get_by_role("link", name="Answer “Is the hall").click()
    page.get_by_label("The question, as everyone will read it").fill("Is the hall included?")
    page.get_by_label("Your answer").fill("Yes.\n\nThe yard is not.")
    seen_and_clean(page, "question-answer")
    press(page, "Check before you publish")
    seen_and_clean(page, "question-answer-check")
    press(page, "Publish the answer")

    sign_in_page(page, UserFactory(name="Somebody Else"))
    page.goto(opportunity.get_absolute_url())
    seen_and_clean(page, "opportunity-with-answers")
    page.get_by_role("link", name="Read all answers, or ask a question").click()
    expect(page.get_by_text("Is the hall included?")).to_be_visible()
    expect(page.get_by_text("Quay Street")).to_have_count(0)
    seen_and_clean(page, "question-list")

    phone.goto("/inbox/")
    phone.get_by_role("link", name="A question about “Youth clubs and mentoring” is answered").click()
    expect(phone.get_by_text("The yard is not.")).to_be_visible()
    phone.goto("/account/following/")
    seen_and_clean(phone, "following")
    press(phone, "Stop following Youth clubs and mentoring")
    expect(phone.get_by_text("You do not follow any opportunity")).to_be_visible()
    assert Notification.objects.filter(event="news_answer").count() == 2


def test_documents_are_added_replaced_and_taken_off(page, sign_in_page, buyer, opportunity):
    sign_in_page(page, buyer)
    page.goto(f"{opportunity.get_absolute_url()}documents/")
    seen_and_clean(page, "documents-none")
    press(page, "Add a document")
    page.get_by_label("What is it?").fill("Draft specification")
    page.get_by_label("File").set_input_files({"name": "plan.pdf", "mimeType": "application/pdf", "buffer": files.EXE})
    press(page, "Add the document")
    expect(page.get_by_role("alert")).to_contain_text("“plan.pdf” cannot be taken")
    seen_and_clean(page, "document-refused")
    page.get_by_label("File").set_input_files({"name": "plan.pdf", "mimeType": "application/pdf", "buffer": files.PDF})
    press(page, "Add the document")
    expect(page.get_by_role("link", name="Draft specification (PDF,")).to_be_visible()
    page.get_by_role("link", name="Take off Draft specification").click()
    seen_and_clean(page, "document-remove")
    press(page, "Take it off")
    expect(page.get_by_role("heading", name="Taken off")).to_be_visible()
    seen_and_clean(page, "documents-taken-off")
    assert OpportunityDocument.objects.get().removed_at


def test_a_file_over_the_limit_is_said_before_it_is_sent(page, plain_page, sign_in_page, buyer, opportunity, tmp_path):
    large = tmp_path / "plan.pdf"
    large.write_bytes(files.PDF + bytes(11 * 1024**2))
    for each in (page, plain_page):
        sign_in_page(each, buyer)
        each.goto(f"{opportunity.get_absolute_url()}documents/add/")
        each.get_by_label("What is it?").fill("Floor plan")
        each.get_by_label("File").set_input_files(large)
    expect(page.get_by_role("alert")).to_contain_text("is larger than 10 MB. Choose a smaller one")
    seen_and_clean(page, "document-too-large")
    page.get_by_label("File").set_input_files({"name": "plan.pdf", "mimeType": "application/pdf", "buffer": files.PDF})
    expect(page.get_by_text("is larger than 10 MB")).to_have_count(0)
    press(plain_page, "Add the document")
    expect(plain_page.get_by_role("alert")).to_contain_text("is larger than 10 MB")
    assert plain_page.get_by_label("What is it?").input_value() == "Floor plan"


def test_everything_works_without_javascript(plain_page, sign_in_page, buyer, provider, opportunity):
    sign_in_page(plain_page, provider)
    plain_page.goto(opportunity.get_absolute_url())
    press(plain_page, "Tell me of changes")
    plain_page.get_by_role("link", name="Read all answers, or ask a question").click()
    ask(plain_page, opportunity, "Is the hall included?")
    press(plain_page, "Send your question")
    expect(plain_page.get_by_role("heading", name="Your questions")).to_be_visible()
    question = Question.objects.get()
    sign_in_page(plain_page, buyer)
    plain_page.goto(f"{opportunity.get_absolute_url()}questions/{question.pk}/answer/")
    plain_page.get_by_label("Your answer").fill("Yes.")
    press(plain_page, "Check before you publish")
    press(plain_page, "Publish the answer")
    expect(plain_page.get_by_text("The answer is published")).to_be_visible()
    assert Question.objects.get().state == "answered"


def test_a_corrected_answer_shows_the_former_one(page, sign_in_page, buyer, provider, opportunity):
    question = questions.ask(opportunity=opportunity, text="Is it included?", by=provider, at=timezone.now())
    questions.answer(question=question, published_text="Is it included?", answer="Yes.", by=buyer, at=timezone.now())
    sign_in_page(page, buyer)
    page.goto(f"{opportunity.get_absolute_url()}questions/")
    page.get_by_role("link", name="Correct the answer to question 1").click()
    page.get_by_label("Your answer").fill("No.")
    seen_and_clean(page, "question-correct")
    press(page, "Check before you publish")
    press(page, "Publish the answer")
    page.locator("summary", has_text="The answer until").click()
    expect(page.get_by_text("Yes.", exact=True)).to_be_visible()
    seen_and_clean(page, "question-corrected")
