"""Members write to each other, put documents in, and see what is to do."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.consortia.working import partners
from tests.documents import files
from tests.factories.sharing import ConsortiumMessageFactory, SharedActionFactory, SharedVersionFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.usefixtures("reference_data_for_live_server")
def test_members_work_together(page, sign_in_page):
    first, second = partners(2)
    consortium, today = first.seat.consortium, timezone.localdate()

    def go(name, *args):
        page.goto(reverse(name, args=[consortium.pk, *args]))

    sign_in_page(page, first.owner)
    go("consortium_messages")
    seen_and_clean(page, "sharing-messages-empty")
    page.get_by_role("button", name="Write a message").click()
    page.get_by_role("button", name="Send to all members").click()
    page.get_by_role("link", name="Enter a subject").wait_for()
    seen_and_clean(page, "sharing-message-error")
    page.get_by_label("Subject").fill("Rooms for the first meeting")
    page.get_by_label("Message", exact=True).fill("The hall is free on Monday.")
    page.get_by_role("button", name="Send to all members").click()
    expect(page.get_by_text("The hall is free on Monday.")).to_be_visible()
    ConsortiumMessageFactory(member=second.seat, written_by=second.owner, subject="Who brings the projector")
    ConsortiumMessageFactory(member=second.seat, subject="Taken away", text="", taken_back_at=timezone.now())
    page.reload()
    seen_and_clean(page, "sharing-messages")

    go("shared_documents")
    seen_and_clean(page, "sharing-documents-empty")
    page.get_by_role("button", name="Add a document").click()
    page.get_by_label("What is it?").fill("Partnership agreement")
    page.get_by_label("File").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": files.EXE})
    page.get_by_role("button", name="Add the document").click()
    page.get_by_role("link", name="is not the PDF file").wait_for()
    seen_and_clean(page, "sharing-document-error")
    expect(page.get_by_label("What is it?")).to_have_value("Partnership agreement")
    page.get_by_label("File").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": files.PDF})
    page.get_by_role("button", name="Add the document").click()
    page.get_by_role("heading", name="Partnership agreement").wait_for()
    document = consortium.shared_documents.get()
    SharedVersionFactory(document=document, member=second.seat, number=2, note="With what we said about staff")
    page.reload()
    seen_and_clean(page, "sharing-document")
    go("shared_documents")
    seen_and_clean(page, "sharing-documents")

    go("shared_actions")
    seen_and_clean(page, "sharing-actions-empty")
    page.get_by_role("button", name="Add an action").click()
    page.get_by_label("What is to do?").fill("Book the hall")
    page.get_by_label("Harrowmere Care").check()
    seen_and_clean(page, "sharing-action-form")
    page.get_by_role("button", name="Save the action").click()
    page.get_by_text("“Book the hall” is on the list.").wait_for()
    asked = {"owner": first.organisation, "asked_at": timezone.now(), "due_on": today + dt.timedelta(days=1)}
    action = SharedActionFactory(consortium=consortium, changed_for=second.organisation, **asked)
    SharedActionFactory(consortium=consortium, of=second.seat, due_on=today - dt.timedelta(days=3))
    page.reload()
    seen_and_clean(page, "sharing-actions")
    go("shared_action", action.pk)
    seen_and_clean(page, "sharing-action-asked")
    page.get_by_role("button", name="Take it on").click()
    page.get_by_text("You have taken it on.").wait_for()

    go("consortium_calendar")
    page.get_by_role("button", name="Make an address").click()
    page.get_by_text("shown only this once").wait_for()
    seen_and_clean(page, "sharing-calendar")
