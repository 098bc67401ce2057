"""Who reads what of a package: its people, other members, advisers and staff."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.notifications.models import Notification
from support_requests.actions import completing, packages, withdrawing
from support_requests.actions.completing import LineSaid
from support_requests.actions.telling import tell_programme
from support_requests.models import PackageLessons
from tests.factories import ConsortiumFactory, MembershipFactory, UserFactory
from tests.factories.delivery import MilestoneFactory, PackageFileFactory, PackageSessionFactory, TimeEntryFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import (
    AssignmentFactory,
    InternalNoteFactory,
    PackageFactory,
    PackageLineFactory,
    SupportMessageFactory,
    SupportRequestFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def helping(organisation):
    """An adviser helps with three days of legal advice."""
    return AssignmentFactory(line__package__request__organisation=organisation)


def complete(package, by, **more):
    lines = {line.pk: LineSaid(is_done=True) for line in package.lines.all()}
    said = {"outcome": "They signed.", "lines": lines} | more
    return completing.complete(request=package.request, **said, by=by, at=timezone.now())


def started(package):
    type(package.request).objects.filter(pk=package.request_id).update(state="in_progress", started_at=timezone.now())
    return package


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


def test_staff_of_whose_request_was_joined_with_it_do_not_act_on_the_package(organisation, sign_in):
    insider, package = UserFactory(programme_role="triage_officer"), PackageFactory(request__state="in_progress")
    PackageLessons.objects.create(package=package, text="Too slow", written_by=insider, written_at=timezone.now())
    MembershipFactory(organisation=organisation, user=insider, role="viewer")
    browser, add = sign_in(insider), reverse("line_add", args=[package.pk])
    assert browser.get(add).status_code == 200
    SupportRequestFactory(organisation=organisation, state="merged", merged_into=package.request)
    assert browser.get(add).status_code == 403
    assert "Too slow" not in browser.get(package.get_absolute_url()).text


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


def test_a_stranger_reaches_no_package(helping):
    assert not type(helping.line.package).objects.visible_to(UserFactory()).exists()


def test_members_are_told_why_a_joint_package_ended_early_and_what_they_can_do(organisation, owner, sign_in):
    together, fellow = ConsortiumFactory(), MembershipFactory(role="owner")
    for one in (organisation, fellow.organisation):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    package = PackageLineFactory(package__consortium=together, package__request__organisation=organisation).package
    withdrawing.withdraw(request=started(package).request, reason="We quarrel.", by=owner, at=timezone.now())
    page = sign_in(fellow.user).get(package.get_absolute_url()).text
    support = reverse("consortium_support", args=[together.pk])
    assert "withdrew its request before it was completed" in page and "Ended early" in page and support in page
    assert "because the organisation that asked withdrew its request" in sign_in(fellow.user).get(support).text
    told = Notification.objects.get(person=fellow.user, event="joint_package_ended")
    assert "any member can ask the programme" in told.body and "quarrel" not in page + told.body
