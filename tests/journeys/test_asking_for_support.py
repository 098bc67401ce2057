"""A Mutual asks for support from its consortium, is asked for more, answers, adds files and withdraws."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from support_requests.actions import clocks
from support_requests.models import SupportFile, SupportRequest
from tests.documents import files
from tests.factories import ConsortiumFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import AssignmentFactory, SupportMessageFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Three of us want to bid and cannot agree on who leads"


@pytest.fixture
def consortium(organisation):
    made = ConsortiumFactory(name="Care at Home Together", purpose="One service for the whole county")
    ConsortiumMemberFactory(consortium=made, organisation=organisation, role="lead")
    ConsortiumMemberFactory(consortium=made, organisation__name="Saltwick Care")
    return made


@pytest.mark.usefixtures("reference_data_for_live_server")
def test_support_is_asked_for_answered_and_withdrawn(page, sign_in_page, editor, consortium, triage):
    sign_in_page(page, editor).goto(reverse("support_home"))
    seen_and_clean(page, "support-home-empty")
    _write(page, consortium)
    _share_and_send(page)
    request = SupportRequest.objects.get()

    page.get_by_role("link", name="Open your request").click()
    seen_and_clean(page, "support-request-sent")
    _programme_asks(request, triage)
    page.goto(reverse("home"))
    expect(page.get_by_role("link", name=f"Answer the programme about “{TITLE}”")).to_be_visible()
    seen_and_clean(page, "support-on-home")
    page.goto(reverse("support_home"))
    expect(page.get_by_text("Waits for you", exact=True)).to_be_visible()
    seen_and_clean(page, "support-home")
    page.get_by_role("link", name=TITLE).click()
    seen_and_clean(page, "support-request-waits")
    page.get_by_role("button", name="Send your answer").click()
    page.get_by_role("link", name="Enter your message").wait_for()
    seen_and_clean(page, "support-request-error")
    page.get_by_label("Write to the programme").fill("Saltwick Care would like to lead.")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_text("the clock goes on")).to_be_visible()
    _add_files(page, request)
    _withdraw(page, request)


def _write(page, consortium):
    page.goto(reverse("model_choice", args=[consortium.pk]))
    seen_and_clean(page, "support-offered-in-a-workspace")
    page.get_by_role("link", name="Ask for support with this").click()
    page.get_by_label("In one line").wait_for()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Enter in one line what it is about").wait_for()
    seen_and_clean(page, "support-new-errors")
    page.get_by_label("In one line").fill(TITLE)
    page.get_by_label("Tell us more").fill("We have met twice. Nobody wants to carry the risk alone.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_label("Legal advice")).to_be_checked()
    seen_and_clean(page, "support-edit-support")
    page.get_by_label("Facilitation and shared values").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Who else is involved?").wait_for()
    seen_and_clean(page, "support-edit-when")
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2027")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name=re.compile("By when do you need it: enter a real date")).wait_for()
    page.get_by_label("Day").fill("28")
    page.get_by_role("button", name="Save and continue").click()


def _share_and_send(page):
    expect(page.get_by_label("Consortium: Care at Home Together")).to_be_checked()
    seen_and_clean(page, "support-edit-about")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="What would be shared").wait_for()
    seen_and_clean(page, "support-context")
    page.get_by_label("Yes, share exactly this").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Send to the programme").wait_for()
    seen_and_clean(page, "support-check")
    page.get_by_role("button", name="Send to the programme").click()
    page.get_by_role("heading", name="Your request is sent").wait_for()
    seen_and_clean(page, "support-sent")


def _programme_asks(request, triage):
    """What the page of staff does, without it."""
    SupportMessageFactory(request=request, text="Who of you would like to lead?", asks_for_more=True, written_by=triage)
    clocks.pause(request, at=timezone.now())


def _add_files(page, request):
    page.get_by_role("link", name="Add files", exact=True).click()
    upload = {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": files.PDF}
    program = {"name": "setup.exe", "mimeType": "application/octet-stream", "buffer": files.EXE}
    page.get_by_label("Choose files").set_input_files([upload, program])
    page.get_by_role("button", name="Add the files").click()
    page.get_by_role("link", name=re.compile("setup.exe.*cannot be taken")).wait_for()
    expect(page.locator(".govuk-error-summary")).to_be_focused()  # not the banner that says what was added
    seen_and_clean(page, "support-files-one-refused")
    assert SupportFile.objects.get().file.name == "agreement.pdf"
    page.get_by_role("link", name="Remove agreement.pdf").click()
    seen_and_clean(page, "support-file-remove")


def _withdraw(page, request):
    SupportRequest.objects.filter(pk=request.pk).update(
        state="accepted", decided_at=timezone.now(), decided_by=request.asked_by
    )
    AssignmentFactory(line__package__request=request)
    page.goto(request.get_absolute_url())
    page.get_by_role("link", name="Withdraw this request").click()
    seen_and_clean(page, "support-withdraw")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("Your organisation has withdrawn it.")).to_be_visible()
    seen_and_clean(page, "support-request-withdrawn")


def test_support_is_asked_for_by_keyboard_without_scripts(plain_page, sign_in_page, editor):
    sign_in_page(plain_page, editor).goto(reverse("support_new"))
    plain_page.get_by_label("In one line").focus()
    plain_page.keyboard.type(TITLE)
    plain_page.keyboard.press("Tab")
    plain_page.keyboard.type("We have met twice.")
    plain_page.keyboard.press("Tab")
    plain_page.keyboard.press("Enter")
    plain_page.get_by_label("Commercial advice").focus()
    plain_page.keyboard.press("Space")
    plain_page.get_by_role("button", name="Save and continue").focus()
    plain_page.keyboard.press("Enter")
    plain_page.get_by_role("button", name="Save and continue").focus()
    plain_page.keyboard.press("Enter")
    plain_page.get_by_role("button", name="Send to the programme").focus()
    plain_page.keyboard.press("Enter")
    plain_page.get_by_role("heading", name="Your request is sent").wait_for()
    assert SupportRequest.objects.get().support_types == ["commercial"]


@pytest.mark.usefixtures("reference_data_for_live_server")
def test_somebody_without_an_organisation_finds_where_to_go(page, sign_in_page, stranger):
    sign_in_page(page, stranger).goto(reverse("support_home"))
    expect(page.get_by_role("link", name="Business Wales")).to_be_visible()
    seen_and_clean(page, "support-home-of-a-stranger")
