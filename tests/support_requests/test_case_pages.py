"""The staff's pages of one request: what they show to whom, and that notes are never messages."""

import importlib
import uuid

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from support_requests.models import AgreedContext, InternalNote, Pointer, ReplyTemplate, SupportMessage
from support_requests.triage.placeholders import unknown_in
from tests.factories import ConsortiumFactory, MembershipFactory, OpportunityFactory
from tests.factories.support import InternalNoteFactory, SupportMessageFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(organisation, owner):
    return SupportRequestFactory(organisation=organisation, asked_by=owner, title="Help with an alliance")


@pytest.fixture
def held(case, triage):
    """Had by the triage officer."""
    case.officer, case.officer_since = triage, timezone.now()
    case.save()
    return case


def address(name: str, case) -> str:
    return reverse(name, args=[case.pk])


def test_staff_read_what_was_asked_and_by_whom(sign_in, triage, case):
    earlier = SupportRequestFactory(organisation=case.organisation, state="completed", outcome="They won the contract.")
    page = sign_in(triage).get(address("support_case", case)).text
    for words in ("Help with an alliance", case.happening, "Legal advice", "Not a verified Mutual", "Nobody yet"):
        assert words in page
    assert earlier.title in page and "They won the contract." in page


def test_context_is_read_only_as_far_as_the_asker_agreed(sign_in, triage, case):
    case.consortium = ConsortiumFactory(name="The Harrowmere Alliance")
    case.opportunity = OpportunityFactory(title="Community nursing in the north")
    case.save()
    facts = [["Consortium", "The Harrowmere Alliance (forming)"]]
    AgreedContext.objects.create(request=case, facts=facts, agreed_by=case.asked_by, agreed_at=timezone.now())
    kept = sign_in(triage).get(address("support_case", case)).text
    assert "Harrowmere Alliance" not in kept and "Community nursing" not in kept
    case.shares_context = True
    case.save()
    shown = sign_in(triage).get(address("support_case", case)).text
    assert "The Harrowmere Alliance (forming)" in shown and "Community nursing" not in shown


def test_size_that_an_organisation_keeps_to_itself_is_not_shown(sign_in, triage, case):
    case.organisation.turnover_band = 4
    case.organisation.save()
    assert "£5 million to £10 million" in sign_in(triage).get(address("support_case", case)).text
    case.organisation.visibility_size = 3
    case.organisation.save()
    page = sign_in(triage).get(address("support_case", case)).text
    assert "£5 million to £10 million" not in page and "Kept from others" in page


def test_note_is_on_its_own_page_and_never_among_messages(sign_in, triage, held):
    client = sign_in(triage)
    sent = {"text": "Their last agreement ended in a dispute.", "form_key": uuid.uuid4()}
    client.post(address("support_case_notes", held), sent)
    assert InternalNote.objects.get(request=held).written_by == triage
    notes, written = (client.get(address(f"support_case_{name}", held)).text for name in ("notes", "messages"))
    assert "ended in a dispute" in notes and "ended in a dispute" not in written
    assert "Save note for staff" in notes and "Send to" not in notes
    assert f"Send to {held.organisation}" in written and "Save note" not in written
    assert not SupportMessage.objects.exists()


def test_history_of_a_request_does_not_tell_of_notes(sign_in, triage, held):
    client = sign_in(triage)
    client.post(address("support_case_notes", held), {"text": "A note.", "form_key": uuid.uuid4()})
    client.post(address("support_case_messages", held), {"text": "Thank you.", "form_key": uuid.uuid4()})
    page = client.get(address("support_case_history", held)).text
    assert "wrote to whoever asks" in page and "noted" not in page


def test_officer_who_belongs_to_the_organisation_neither_acts_nor_reads_notes(sign_in, triage, case):
    MembershipFactory(organisation=case.organisation, user=triage, role="viewer")
    InternalNoteFactory(request=case)
    client = sign_in(triage)
    page = client.get(address("support_case", case)).text
    assert "so a colleague answers this request" in page and "Notes for staff" not in page
    assert client.get(address("support_case_notes", case)).status_code == 403
    assert client.post(address("support_case_take", case)).status_code == 403


def test_analyst_reads_messages_and_notes_and_has_no_buttons(sign_in, analyst, case):
    InternalNoteFactory(request=case, text="Seen by staff.")
    client = sign_in(analyst)
    for name in ("support_case", "support_case_messages", "support_case_notes"):
        page = client.get(address(name, case)).text
        assert "Take this request" not in page and "<textarea" not in page
    assert "Seen by staff." in client.get(address("support_case_notes", case)).text


def test_message_that_is_refused_keeps_what_was_typed(sign_in, triage, case):
    sent = {"text": "We will look at it on Monday.", "form_key": uuid.uuid4()}
    page = sign_in(triage).post(address("support_case_messages", case), sent).text
    assert "Take this request first" in page and "We will look at it on Monday." in page
    assert not SupportMessage.objects.exists()


@pytest.mark.parametrize("name", ["support_case", "support_case_messages", "support_case_notes"])
def test_pages_take_the_same_number_of_queries_however_much_there_is(sign_in, triage, held, name):
    client = sign_in(triage)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(name, held))
        return len(queries)

    for factory in (SupportMessageFactory, InternalNoteFactory):
        factory(request=held)
    SupportRequestFactory(organisation=held.organisation)
    few = count()
    for factory in (SupportMessageFactory, InternalNoteFactory):
        factory.create_batch(8, request=held)
    SupportRequestFactory.create_batch(4, organisation=held.organisation, state="merged", merged_into=held)
    assert count() == few


def test_officer_overrules_the_suggested_priority_and_goes_back_to_it(sign_in, triage, held):
    client = sign_in(triage)
    page = client.get(address("support_case", held)).text
    assert "Suggested: " in page and "Asks for legal advice" in page
    refused = client.post(address("support_case_priority", held), {"priority": "urgent", "because": ""}).text
    assert "Enter why the priority differs" in refused
    client.post(address("support_case_priority", held), {"priority": "urgent", "because": "The board meets on Friday."})
    held.refresh_from_db()
    assert (held.priority, held.priority_set_by) == ("urgent", triage)
    assert "The board meets on Friday." in client.get(address("support_case", held)).text
    client.post(address("support_case_priority_back", held))
    held.refresh_from_db()
    assert held.priority != "urgent" and not held.priority_because


def test_portal_begins_with_reply_templates_and_pointers_that_are_whole(db):
    first = importlib.import_module("support_requests.migrations.0007_first_answers")
    first.take_away(apps, None)
    assert not ReplyTemplate.objects.exists() and not Pointer.objects.exists()
    first.add(apps, None)
    assert ReplyTemplate.objects.kept().count() == len(first.TEMPLATES)
    for template in ReplyTemplate.objects.kept():
        assert unknown_in(template.text) == []
    for pointer in Pointer.objects.filter(url__startswith="/"):
        assert resolve(pointer.url)
