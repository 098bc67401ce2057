"""What happens in a package: days, steps, sessions, documents, and its end."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from support_requests.actions import budgets, completing, delivery, package_files, packages, time_entries
from support_requests.actions.completing import LineSaid
from support_requests.actions.telling import tell_programme
from support_requests.delivering.budgets import days_taken, views_of
from support_requests.delivering.years import year_of
from support_requests.models import LineOutcome, Milestone, PackageLessons, PackageSession, SupportBudget
from tests.factories import ConsortiumFactory, MembershipFactory, UserFactory
from tests.factories.delivery import MilestoneFactory, PackageFileFactory, PackageSessionFactory, TimeEntryFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import (
    AssignmentFactory,
    InternalNoteFactory,
    PackageFactory,
    PackageLineFactory,
    SupportBudgetFactory,
    SupportMessageFactory,
    SupportRequestFactory,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


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


def test_days_worked_are_never_more_than_the_line_has(helping):
    enter(helping, "2.75")
    with pytest.raises(NotPossible, match="has ¼ day left"):
        enter(helping, "0.5")
    enter(helping, "0.25")
    with pytest.raises(NotPossible, match="All days of Legal advice are worked"):
        enter(helping, "0.25")


def test_days_are_entered_for_days_since_the_agreement_and_not_ahead(helping):
    for day in (timezone.localdate() + DAY, timezone.localdate(helping.line.package.agreed_at) - DAY):
        with pytest.raises(NotPossible, match="when the package was agreed, to today"):
            enter(helping, "1", on=day)


def test_an_officer_enters_days_for_somebody_who_was_taken_off_and_they_do_not(helping, triage):
    type(helping).objects.filter(pk=helping.pk).update(state="withdrawn", answered_at=timezone.now())
    helping.refresh_from_db()
    with pytest.raises(NotPossible, match="You do not work on this any more"):
        enter(helping, "1")
    assert enter(helping, "1", by=triage).days == 1


def test_fewer_days_than_were_worked_and_more_than_the_budget_has_are_refused(helping, triage):
    SupportBudget.objects.update(days=Decimal(5))
    enter(helping, "2")

    def change(days, seen="3"):
        said = {"days": Decimal(days), "seen": Decimal(seen)}
        return budgets.change_days(line=helping.line, **said, by=triage, at=timezone.now())

    with pytest.raises(NotPossible, match="2 days have been worked"):
        change("1.5")
    with pytest.raises(NotPossible, match="has 2 days left, and this would take 3 days"):
        change("6")
    assert change("5") and not change("5")
    with pytest.raises(NotPossible, match="changed these days to 5 days meanwhile"):
        change("4", seen="3")
    assert Notification.objects.filter(event="advising_days_changed").count() == 1


def test_a_budget_counts_what_is_set_aside_and_what_was_worked(helping, staff):
    budget = helping.line.package.budget
    enter(helping, "1")
    ended = PackageFactory(budget=budget, ended_at=timezone.now())
    TimeEntryFactory(assignment__line=PackageLineFactory(package=ended, days=Decimal(9)), days=Decimal("1.5"))
    assert days_taken(budget) == Decimal("4.5")
    view = views_of(SupportBudget.objects.all())[0]
    assert (view.taken, view.left, view.worked, view.going) == (Decimal("4.5"), Decimal("95.5"), Decimal("2.5"), 1)
    with pytest.raises(NotPossible, match="have taken 4½ days"):
        budgets.change_budget(budget=budget, days=Decimal(4), seen=budget.days, by=staff, at=timezone.now())


@pytest.mark.parametrize(("day", "year"), [("2027-03-31", 2026), ("2027-04-01", 2027), ("2026-12-31", 2026)])
def test_the_year_begins_on_the_first_of_april(day, year):
    assert year_of(dt.date.fromisoformat(day)) == year


def test_no_package_is_agreed_from_the_budget_of_a_year_that_is_over(triage):
    budget = SupportBudgetFactory(year=2026)
    case = SupportRequestFactory(state="accepted")
    line = [packages.Line("legal", Decimal(1))]
    after = dt.datetime(2027, 3, 31, 23, 30, tzinfo=dt.UTC)  # 1 April by UK clocks
    with pytest.raises(NotPossible, match="is over"):
        packages.agree(request=case, budget=budget, lines=line, by=triage, at=after)
    before = after - dt.timedelta(hours=1)
    assert packages.agree(request=case, budget=budget, lines=line, by=triage, at=before)


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


def test_other_members_of_a_consortium_read_the_package_and_nothing_of_what_was_asked(organisation, sign_in):
    together = ConsortiumFactory(name="Northern Alliance")
    fellow = MembershipFactory(role="owner")
    for one in (organisation, fellow.organisation):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    case = SupportRequestFactory(organisation=organisation, state="in_progress", title="We quarrel about money")
    package = PackageFactory(request=case, consortium=together)
    helping = AssignmentFactory(line__package=package)
    SupportMessageFactory(request=case, text="Call us on Monday")
    InternalNoteFactory(request=case, text="They are difficult")
    TimeEntryFactory(assignment=helping, what="Read the letter of the treasurer")
    page = sign_in(fellow.user).get(package.get_absolute_url()).content.decode()
    assert "Support for Northern Alliance" in page and "½ day of 3 days used" in page
    for secret in ("quarrel", "Call us on Monday", "difficult", "treasurer", "Fennimore and Vale</a>"):
        assert secret not in page


def test_members_of_a_joint_package_read_what_was_achieved_and_no_lessons(organisation, triage, sign_in):
    together, fellow = ConsortiumFactory(name="Moor & Vale"), MembershipFactory(role="viewer")
    for one in (organisation, fellow.organisation):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    package = AssignmentFactory(line__package__consortium=together, line__package__request__organisation=organisation)
    package = started(package.line.package)
    asked = sign_in(triage).get(reverse("package_complete", args=[package.pk])).content.decode()
    assert "All members of Moor &amp; Vale read it." in asked
    complete(package, triage, outcome="All four signed.", lessons="They needed a mediator.")
    page = sign_in(fellow.user).get(package.get_absolute_url()).content.decode()
    assert "All four signed." in page
    assert "mediator" not in page


def test_officer_of_a_member_of_the_consortium_neither_acts_on_its_package_nor_reads_what_staff_do(
    organisation, triage, staff, sign_in
):
    together = ConsortiumFactory()
    fellow = MembershipFactory(user=triage, role="viewer")
    for one in (organisation, fellow.organisation):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    line = PackageLineFactory(package__consortium=together, package__request__organisation=organisation)
    AssignmentFactory(line=line, state="declined", because="They quarrel.")
    started(line.package)
    for reader, acts in ((staff, True), (triage, False)):
        browser = sign_in(reader)
        assert ("They quarrel." in browser.get(line.package.get_absolute_url()).content.decode()) is acts
        asked = browser.get(reverse("line_ask", args=[line.package_id, line.pk]))
        assert asked.status_code == (200 if acts else 403)
    request = line.package.request
    request.officer = triage
    tell_programme(request, event="programme_line_open", key=1, subject="Open", by=None, at=timezone.now())
    told = {one.person for one in Notification.objects.filter(event="programme_line_open")}
    assert staff in told and triage not in told


def test_whoever_is_helped_reads_with_what_nobody_helps_and_when_to_expect_somebody(organisation, owner, sign_in):
    package = AssignmentFactory(line__package__request__organisation=organisation).line.package
    browser, words = sign_in(owner), "Nobody helps with this yet: governance."
    case = package.request.get_absolute_url()
    assert "Nobody helps" not in browser.get(case).content.decode()
    AssignmentFactory(line=PackageLineFactory(package=package, support_type="governance"), state="offered")
    for address in (case, package.get_absolute_url()):
        page = browser.get(address).content.decode()
        assert words in page
        assert "should answer within 3 working days" in page
    packages.end_package(package, by=owner, at=timezone.now())
    assert "Nobody helps" not in browser.get(case).content.decode()


def test_other_members_read_and_hear_no_more_once_the_one_that_asked_has_left_them(organisation, staff, sign_in):
    together = ConsortiumFactory()
    fellow = MembershipFactory(role="owner")
    for one in (organisation, fellow.organisation):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    case = SupportRequestFactory(organisation=organisation, state="in_progress")
    package = PackageFactory(request=case, consortium=together)
    assert sign_in(fellow.user).get(package.get_absolute_url()).status_code == 200
    together.members.filter(organisation=organisation).update(left_at=timezone.now())
    assert sign_in(fellow.user).get(package.get_absolute_url()).status_code == 404
    packages.end_package(package, by=staff, at=timezone.now())
    assert not Notification.objects.filter(event="joint_package_ended").exists()


def test_staff_who_belong_to_the_organisation_read_neither_lessons_nor_why_advisers_declined(organisation, sign_in):
    colleague, insider = (UserFactory(programme_role="triage_officer") for _ in range(2))
    MembershipFactory(organisation=organisation, user=insider, role="viewer")
    case = SupportRequestFactory(organisation=organisation, state="in_progress")
    package = PackageFactory(request=case)
    AssignmentFactory(line__package=package, state="declined", because="Their director sued my firm")
    PackageLessons.objects.create(
        package=package, text="They do not listen", written_by=colleague, written_at=timezone.now()
    )
    for reader, reads in ((colleague, True), (insider, False)):
        page = sign_in(reader).get(package.get_absolute_url()).text
        assert ("sued my firm" in page, "do not listen" in page) == (reads, reads)


def test_who_was_asked_and_has_not_agreed_is_not_told_to_the_asker(organisation, owner, triage, sign_in):
    asked = AssignmentFactory(
        line__package__request__organisation=organisation, state="offered", adviser__person__name="Ada Vell"
    )
    address = asked.line.package.get_absolute_url()
    assert "Ada Vell" not in sign_in(owner).get(address).content.decode()
    assert "Ada Vell" in sign_in(triage).get(address).content.decode()


def test_the_page_of_a_package_takes_as_many_queries_for_much(helping, triage, sign_in, django_assert_max_num_queries):
    browser, package = sign_in(triage), helping.line.package
    browser.get(package.get_absolute_url())
    for kind in ("governance", "marketing", "bid_writing"):
        AssignmentFactory(line=PackageLineFactory(package=package, support_type=kind))
    MilestoneFactory.create_batch(3, package=package)
    PackageSessionFactory.create_batch(3, package=package)
    PackageFileFactory.create_batch(3, package=package)
    TimeEntryFactory.create_batch(3, assignment=helping)
    with django_assert_max_num_queries(24):
        browser.get(package.get_absolute_url())


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
    assert asked.state == "accepted"
    today = timezone.localdate()
    typed = {"days": "1½", "worked_on_0": today.day, "worked_on_1": today.month, "worked_on_2": today.year}
    browser.post(reverse("time_add", args=[asked.line.package_id]), typed | {"what": "Read it"})
    assert asked.time_entries.get().days == Decimal("1.5")
    assert browser.get(other.line.package.get_absolute_url()).status_code == 404


def test_a_stranger_reaches_no_package(helping):
    assert not type(helping.line.package).objects.visible_to(UserFactory()).exists()
