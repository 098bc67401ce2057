"""What an asker does on the page of a request: writes, adds files, withdraws; and what others read of it."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from support_requests.actions import clocks, messages_of_asker, withdrawing
from support_requests.models import Assignment, Package, SupportFile, SupportMessage, SupportRequest
from tests.documents import files
from tests.factories import MembershipFactory, UserFactory
from tests.factories.support import (
    AssignmentFactory,
    InternalNoteFactory,
    SupportMessageFactory,
    SupportRequestFactory,
)

pytestmark = pytest.mark.django_db
State = SupportRequest.State


@pytest.fixture
def sent(organisation):
    return SupportRequestFactory(organisation=organisation)


def pdf(name="plan.pdf", more=b""):
    return SimpleUploadedFile(name, files.PDF + more, content_type="application/pdf")


def write(client, request, **more):
    form = {"text": "Here is what you asked for.", "form_key": uuid.uuid4(), **more}
    return client.post(reverse("support_reply", args=[request.pk]), form, follow=True), form


def add(client, request, *uploads):
    return client.post(reverse("support_files", args=[request.pk]), {"chosen": uploads}, follow=True)


def test_an_answer_that_was_waited_for_lets_the_clocks_go_on_and_tells_staff(sign_in, editor, sent, triage):
    asked = timezone.now() - dt.timedelta(days=14)
    SupportRequest.objects.filter(pk=sent.pk).update(
        submitted_at=asked, first_reply_due_at=asked + dt.timedelta(days=30)
    )
    sent.refresh_from_db()
    clocks.pause(sent, at=asked)
    due = sent.first_reply_due_at
    client = sign_in(editor)
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "The clock waits for you" in page
    answer, _ = write(client, sent)
    assert "the clock goes on" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.waiting_since is None
    assert sent.first_reply_due_at > due
    told = Notification.objects.get(event="support_replied")
    assert told.person == triage
    assert "answered" in told.subject


def test_a_message_that_is_sent_twice_is_there_once(sign_in, editor, sent, triage):
    client = sign_in(editor)
    _, form = write(client, sent)
    client.post(reverse("support_reply", args=[sent.pk]), form)
    assert SupportMessage.objects.count() == 1
    assert Notification.objects.filter(event="support_replied").count() == 1


def test_a_message_that_cannot_be_sent_keeps_its_text(sign_in, editor, sent):
    sent_long = "x" * 4001
    answer, _ = write(sign_in(editor), sent, text=sent_long)
    assert sent_long in answer.content.decode()
    assert "use 4,000 characters or fewer" in answer.content.decode()
    SupportRequest.objects.filter(pk=sent.pk).update(state=State.WITHDRAWN, ended_at=timezone.now())
    answer, _ = write(sign_in(editor), sent, text="One thing more")
    assert "This request has ended" in answer.content.decode()
    assert "One thing more" in answer.content.decode()


def test_so_many_messages_in_a_day_and_no_more(editor, sent, settings):
    settings.SUPPORT_MESSAGES_A_DAY_AT_MOST = 2
    now = timezone.now()

    def reply(at):
        return messages_of_asker.reply(request=sent, text="Hello", form_key=uuid.uuid4(), by=editor, at=at)

    reply(now)
    reply(now)
    with pytest.raises(NotPossible, match="Wait for an answer"):
        reply(now)
    assert reply(now + dt.timedelta(days=1, minutes=1))


def test_advisers_are_told_what_the_asker_writes(sign_in, editor, organisation):
    advised = AssignmentFactory(line__package__request__organisation=organisation)
    write(sign_in(editor), advised.line.package.request)
    assert Notification.objects.get(event="advising_asker_wrote").person == advised.adviser.person


def test_an_adviser_writes_to_the_asker_and_the_programme_as_long_as_they_advise(sign_in, editor, organisation):
    advised = AssignmentFactory(line__package__request__organisation=organisation)
    request, adviser = advised.line.package.request, advised.adviser.person
    _, form = write(sign_in(adviser), request, text="Shall we meet on Tuesday?")
    sign_in(adviser).post(reverse("support_reply", args=[request.pk]), form)
    assert SupportMessage.objects.get().side == "adviser"
    assert Notification.objects.get(event="support_adviser_wrote").person == editor
    assert Notification.objects.get(event="programme_adviser_wrote").person == request.officer
    advised.state = "offered"
    advised.save()
    answer, _ = write(sign_in(adviser), request)
    assert answer.status_code == 403


def test_an_adviser_writes_only_so_many_messages_in_a_day(sign_in, settings, organisation):
    settings.SUPPORT_MESSAGES_A_DAY_AT_MOST = 1
    advised = AssignmentFactory(line__package__request__organisation=organisation)
    request, browser = advised.line.package.request, sign_in(advised.adviser.person)
    write(browser, request, text="One")
    answer, _ = write(browser, request, text="Two")
    assert "You have written 1 messages here in one day" in answer.text and "Two" in answer.text
    assert SupportMessage.objects.get().text == "One"


def test_neither_asker_nor_adviser_reads_an_internal_note(sign_in, editor, organisation):
    advised = AssignmentFactory(line__package__request__organisation=organisation)
    request = advised.line.package.request
    InternalNoteFactory(request=request, text="They quarrelled last year")
    SupportMessageFactory(request=request, text="Welcome")
    for person in (editor, advised.adviser.person):
        page = sign_in(person).get(request.get_absolute_url()).content.decode()
        assert "Welcome" in page
        assert "They quarrelled" not in page


def test_an_officer_of_the_asking_organisation_reads_as_an_asker_only(sign_in, organisation):
    officer = UserFactory(programme_role="triage_officer")
    MembershipFactory(organisation=organisation, user=officer, role="owner")
    request = SupportRequestFactory(organisation=organisation)
    InternalNoteFactory(request=request, text="They quarrelled last year")
    page = sign_in(officer).get(request.get_absolute_url()).content.decode()
    assert "They quarrelled" not in page
    assert reverse("support_case", args=[request.pk]) not in page


def test_an_adviser_of_the_asking_organisation_reads_and_writes_as_an_asker_only(sign_in, organisation):
    advised = AssignmentFactory(line__package__request__organisation=organisation)
    MembershipFactory(organisation=organisation, user=advised.adviser.person, role="editor")
    request = advised.line.package.request
    InternalNoteFactory(request=request, text="They quarrelled last year")
    answer, _ = write(sign_in(advised.adviser.person), request)
    assert SupportMessage.objects.get().side == "asker"
    assert "They quarrelled" not in answer.content.decode()


def test_of_ten_files_one_of_which_is_a_program_nine_are_kept(sign_in, editor, sent, triage):
    good = [pdf(f"plan {number}.pdf", b"%d" % number) for number in range(9)]
    program = SimpleUploadedFile("setup.exe", b"MZ\x90\x00\x03" + bytes(200))
    page = add(sign_in(editor), sent, *good[:4], program, *good[4:]).content.decode()
    assert SupportFile.objects.count() == 9
    assert "“setup.exe” cannot be taken: choose a PDF" in page
    assert "Added: “plan 0.pdf”" in page
    told = Notification.objects.get(event="support_files_added")
    assert "added 9 files" in told.subject


def test_of_eleven_files_the_last_is_left_for_the_next_time(sign_in, editor, sent):
    page = add(sign_in(editor), sent, *(pdf(f"{number}.pdf", b"%d" % number) for number in range(11))).content.decode()
    assert SupportFile.objects.count() == 10
    assert "“10.pdf” is one too many" in page


def test_a_file_that_is_sent_twice_is_there_once(sign_in, editor, sent):
    client = sign_in(editor)
    add(client, sent, pdf())
    page = add(client, sent, pdf()).content.decode()
    assert SupportFile.objects.count() == 1
    assert "There already: “plan.pdf”" in page


def test_a_request_has_only_so_many_files(sign_in, editor, sent, settings):
    settings.SUPPORT_FILES_AT_MOST = 1
    page = add(sign_in(editor), sent, pdf("a.pdf", b"a"), pdf("b.pdf", b"b")).content.decode()
    assert SupportFile.objects.get().file.name == "a.pdf"
    assert "“b.pdf” was not kept. A request can have 1 files" in page


def test_an_adviser_opens_a_file_and_a_stranger_does_not(sign_in, editor, stranger, organisation):
    advised = AssignmentFactory(line__package__request__organisation=organisation)
    request = advised.line.package.request
    add(sign_in(editor), request, pdf())
    url = reverse("support_file", args=[request.pk, SupportFile.objects.get().pk])
    assert b"".join(sign_in(advised.adviser.person).get(url)).startswith(b"%PDF")
    assert sign_in(stranger).get(url).status_code == 404


def test_only_the_askers_own_files_are_removed_by_the_asker(sign_in, editor, sent):
    client = sign_in(editor)
    add(client, sent, pdf("a.pdf"))
    file = SupportFile.objects.get()
    url = reverse("support_file_remove", args=[sent.pk, file.pk])
    file.side = "programme"
    file.save()
    assert client.post(url).status_code == 403
    file.side = "asker"
    file.save()
    client.post(url)
    assert not SupportFile.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_files_of_a_draft_go_when_it_is_discarded(sign_in, editor, organisation):
    draft = SupportRequestFactory(organisation=organisation, state="draft")
    client = sign_in(editor)
    add(client, draft, pdf())
    client.post(reverse("support_discard", args=[draft.pk]))
    assert not StoredFile.objects.exists()
    assert not Notification.objects.filter(event="support_files_added").exists()


def test_withdrawing_midway_ends_the_package_and_tells_all_once(sign_in, editor, owner, organisation):
    advised = AssignmentFactory(line__package__request__organisation=organisation)
    request = advised.line.package.request
    client, url = sign_in(editor), reverse("support_withdraw", args=[request.pk])
    assert "Your package of support ends with it" in client.get(url).content.decode()
    form = {"reason": "We found a partner", "form_key": uuid.uuid4()}
    for _ in range(2):
        client.post(url, form)
    request.refresh_from_db()
    assert request.state == State.WITHDRAWN
    assert Package.objects.get().ended_at == request.ended_at
    assert Assignment.objects.get().state == "withdrawn"
    assert SupportMessage.objects.get().text == "We found a partner"
    assert Notification.objects.get(event="support_withdrawn").person == request.officer
    assert Notification.objects.get(event="advising_withdrawn").person == advised.adviser.person
    assert Notification.objects.get(event="support_withdrawn_by_us").person == owner


def test_one_that_waits_for_its_asker_can_be_withdrawn(editor, sent):
    clocks.pause(sent, at=timezone.now())
    assert withdrawing.withdraw(request=sent, by=editor, at=timezone.now())
    sent.refresh_from_db()
    assert sent.waiting_since is None


@pytest.mark.parametrize("state", ["completed", "declined", "draft"])
def test_what_has_ended_otherwise_is_not_withdrawn(editor, organisation, state):
    request = SupportRequestFactory(organisation=organisation, state=state)
    with pytest.raises(NotPossible):
        withdrawing.withdraw(request=request, by=editor, at=timezone.now())


def test_a_merged_request_leads_to_the_other_where_its_people_see_it(sign_in, editor, organisation):
    officer = UserFactory(programme_role="triage_officer")
    own = SupportRequestFactory(organisation=organisation, title="The one that goes on")
    for into, words in ((own, "The one that goes on"), (SupportRequestFactory(title="Theirs"), "which you do not see")):
        merged = SupportRequestFactory(organisation=organisation, state="merged", merged_into=into, officer=officer)
        page = sign_in(editor).get(merged.get_absolute_url()).content.decode()
        assert words in page
        assert "Theirs" not in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("submitted", "Nobody yet"),
        ("accepted", "Advisers are asked"),
        ("in_progress", "The support is going on"),
        ("completed", "The support is completed"),
        ("declined", "Why the programme could not accept it"),
        ("withdrawn", "Your organisation has withdrawn it"),
    ],
)
def test_each_state_says_in_plain_words_how_it_stands(sign_in, viewer, organisation, state, words):
    request = SupportRequestFactory(organisation=organisation, state=state, reason="No days are left this year")
    assert words in sign_in(viewer).get(request.get_absolute_url()).content.decode()


def test_what_is_late_says_so(sign_in, viewer, organisation):
    before = timezone.now() - dt.timedelta(days=60)
    request = SupportRequestFactory(organisation=organisation, created_at=before)
    page = sign_in(viewer).get(request.get_absolute_url()).content.decode()
    assert "and is late" in page


def test_page_of_a_request_speaks_to_its_reader(sign_in, organisation, owner):
    request = SupportRequestFactory(
        organisation=organisation, asked_by=owner, state="in_progress", reason="An alliance"
    )
    adviser = AssignmentFactory(line__package__request=request).adviser.person
    asker_reads, adviser_reads = (sign_in(one).get(request.get_absolute_url()).text for one in (owner, adviser))
    assert "Your advisers work with you" in asker_reads and "Your package of support" in asker_reads
    assert "Your" not in adviser_reads.partition("<main")[2] and "The package of support" in adviser_reads
    assert "What the package of support is to achieve" in adviser_reads and "An alliance" in adviser_reads
