"""What happens in a package: steps, sessions, documents, and its end."""

import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from support_requests.actions import completing, delivery, package_files, time_entries
from support_requests.actions.completing import LineSaid
from support_requests.delivering.budgets import days_taken
from support_requests.models import LineOutcome, Milestone, PackageSession
from tests.factories import UserFactory
from tests.factories.delivery import MilestoneFactory
from tests.factories.support import (
    AssignmentFactory,
    PackageLineFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def helping(organisation):
    """An adviser helps with three days of legal advice."""
    return AssignmentFactory(line__package__request__organisation=organisation)


def enter(assignment, days, *, by=None, on=None, key=None):
    at = timezone.now()
    return time_entries.enter_time(
        assignment=assignment,
        days=Decimal(days),
        worked_on_day=on or timezone.localdate(at),
        what="Drafted the agreement",
        form_key=key or uuid.uuid4(),
        by=by or assignment.adviser.person,
        at=at,
    )


def complete(package, by, **more):
    lines = {line.pk: LineSaid(is_done=True) for line in package.lines.all()}
    said = {"outcome": "They signed.", "lines": lines} | more
    return completing.complete(request=package.request, **said, by=by, at=timezone.now())


def started(package):
    type(package.request).objects.filter(pk=package.request_id).update(state="in_progress", started_at=timezone.now())
    return package


def test_completing_frees_days_ends_assignments_and_tells_everybody_once(helping, triage, owner):
    package = started(helping.line.package)
    waiting = AssignmentFactory(line=PackageLineFactory(package=package, support_type="governance"), state="offered")
    enter(helping, "1")
    assert complete(package, triage, lessons="Ask the commissioner earlier.")
    assert not complete(package, triage)
    package.refresh_from_db()
    package.request.refresh_from_db()
    assert (package.request.state, package.request.outcome) == ("completed", "They signed.")
    assert package.ended_at == package.request.ended_at
    for one, state in ((helping, "done"), (waiting, "withdrawn")):
        one.refresh_from_db()
        assert one.state == state
    assert LineOutcome.objects.filter(is_done=True).count() == 2
    assert days_taken(package.budget) == Decimal(1)
    assert {one.person for one in Notification.objects.filter(event="support_completed")} == {owner}
    asked_in_vain = Notification.objects.get(event="advising_withdrawn").subject
    assert asked_in_vain == f"No longer needed: governance for {package.request}"
    with pytest.raises(NotPossible, match="has ended"):
        enter(helping, "1")


def test_a_request_whose_work_has_not_begun_or_that_was_withdrawn_is_not_completed(helping, triage):
    package = helping.line.package
    with pytest.raises(NotPossible, match="Work has not begun"):
        complete(package, triage)
    assert completing.begin_work(request=package.request, by=triage, at=timezone.now())
    assert not completing.begin_work(request=package.request, by=triage, at=timezone.now())
    with pytest.raises(NotPossible, match="lines of the package have changed"):
        complete(package, triage, lines={})
    now = timezone.now()
    type(package.request).objects.filter(pk=package.request_id).update(state="withdrawn", ended_at=now)
    with pytest.raises(NotPossible, match="ended already"):
        complete(package, triage)


def test_a_milestone_is_reached_once_and_told_once(helping, owner):
    package, person = helping.line.package, helping.adviser.person
    said = {"package": package, "what": "Members agree", "due_on": None, "by": person, "at": timezone.now()}
    milestone = delivery.add_milestone(**said)
    assert delivery.add_milestone(**said) == milestone
    for _ in range(2):
        delivery.mark_milestone(milestone=milestone, is_done=True, by=person, at=timezone.now())
    assert {one.person for one in Notification.objects.filter(event="support_milestone")} == {owner}
    assert not Notification.objects.filter(event="advising_milestone").exists()
    assert Milestone.objects.get().done_by == person


def test_a_session_sent_twice_is_there_once(helping):
    person, key = helping.adviser.person, uuid.uuid4()
    values = {"what": "Workshop", "held_on": timezone.localdate(), "place": "", "who_came": "", "notes": ""}
    for _ in range(2):
        delivery.add_session(package=helping.line.package, values=values, form_key=key, by=person, at=timezone.now())
    assert PackageSession.objects.count() == 1


def test_a_document_goes_with_its_file(helping, settings):
    person, package = helping.adviser.person, helping.line.package
    upload = SimpleUploadedFile("draft.txt", b"A draft of the agreement")
    given = {"upload": upload, "note": "", "form_key": uuid.uuid4()}
    file = package_files.add_file(package=package, **given, by=person, at=timezone.now())
    settings.PACKAGE_FILES_AT_MOST = 1
    with pytest.raises(NotPossible, match="can have 1 files"):
        package_files.add_file(package=package, **(given | {"form_key": uuid.uuid4()}), by=person, at=timezone.now())
    assert package_files.remove_file_of(file=file, by=person, at=timezone.now())
    assert not package_files.remove_file_of(file=file, by=person, at=timezone.now())
    assert not StoredFile.objects.exists()


def test_an_officer_completes_after_checking(helping, triage, sign_in):
    package = started(helping.line.package)
    browser, address = sign_in(triage), reverse("package_complete", args=[package.pk])
    line = helping.line_id
    typed = {"outcome": "They signed.", f"done_{line}": "no", f"note_{line}": "Two of three", "lessons": ""}
    MilestoneFactory(package=package, what="All sign")
    enter(helping, days="1")
    assert "Say what was achieved" in browser.post(address, {}).content.decode()
    check = browser.post(address, typed).content.decode()
    assert "Check your answers" in check and "Two of three" in check
    assert "Milestone: All sign" in check and "Not used and free again: 2 days." in check
    browser.post(address, typed | {"then": "send"})
    package.request.refresh_from_db()
    assert package.request.state == "completed"
    assert not LineOutcome.objects.get().is_done
    assert "there is nothing left to complete" in browser.get(address, follow=True).content.decode()


def test_an_officer_reads_why_somebody_is_suggested_and_asks_after_checking(helping, triage, sign_in):
    line = PackageLineFactory(package=helping.line.package, support_type="governance")
    browser, address = sign_in(triage), reverse("line_ask", args=[line.package_id, line.pk])
    page = browser.get(address).content.decode()
    assert "Knows governance" in page
    assert "Choose whom to ask" in browser.post(address, {}).content.decode()
    chosen = {"adviser": helping.adviser_id}
    assert "They are told at once" in browser.post(address, chosen).content.decode()
    assert not line.assignments.exists()
    browser.post(address, chosen | {"then": "send"})
    assert line.assignments.get().adviser == helping.adviser


def test_an_adviser_answers_enters_days_and_sees_only_own_cases(helping, sign_in, organisation):
    other = AssignmentFactory(line__package__request__title="Somebody else’s case")
    asked = AssignmentFactory(
        adviser=helping.adviser, line__package__request__organisation=organisation, state="offered"
    )
    browser = sign_in(helping.adviser.person)
    home = browser.get(reverse("advising_home")).content.decode()
    assert "Answer whether you can help" in home and str(other.line.package.request) not in home
    answer = reverse("assignment_answer", args=[asked.pk])
    assert "Say in a few words why" in browser.post(answer, {"answer": "no"}).content.decode()
    browser.post(answer, {"answer": "yes"})
    asked.refresh_from_db()
    assert asked.state == "accepted" and browser.get(answer).url == asked.line.package.get_absolute_url()
    today = timezone.localdate()
    typed = {"days": "1½", "worked_on_0": today.day, "worked_on_1": today.month, "worked_on_2": today.year}
    browser.post(reverse("time_add", args=[asked.line.package_id]), typed | {"what": "Read it"})
    assert asked.time_entries.get().days == Decimal("1.5")
    assert browser.get(other.line.package.get_absolute_url()).status_code == 404


def test_an_adviser_who_opens_the_question_again_is_told_that_nothing_is_left_to_do(helping, sign_in):
    asked = AssignmentFactory(adviser=helping.adviser, state="offered")
    browser, answer = sign_in(helping.adviser.person), reverse("assignment_answer", args=[asked.pk])
    for _ in range(2):  # a double click
        page = browser.post(answer, {"answer": "no", "because": "On leave"}, follow=True).text
    assert "You need not do anything" in page and "You need not do anything" in browser.get(answer, follow=True).text
    assert sign_in(UserFactory(is_adviser=True)).get(answer).status_code == 404


def test_milestones_and_days_are_taken_off_only_after_they_were_asked_once_more(helping, sign_in):
    package = helping.line.package
    step, entry = MilestoneFactory(package=package), enter(helping, "0.5")
    browser = sign_in(helping.adviser.person)
    for name, row in (("milestone_remove", step), ("time_remove", entry)):
        address = reverse(name, args=[package.pk, row.pk])
        assert row.what in browser.get(address).text and type(row).objects.filter(pk=row.pk).exists()
        browser.post(address)
        assert not type(row).objects.filter(pk=row.pk).exists()


def test_who_wants_to_complete_what_has_not_begun_is_told_at_once_what_to_do(helping, triage, sign_in):
    package = helping.line.package
    page = sign_in(triage).get(reverse("package_complete", args=[package.pk]), follow=True)
    assert page.redirect_chain[-1][0] == package.get_absolute_url()
    assert "press “Work has begun” first" in page.text
