"""Advisers who join an organisation that is concerned, or whose accounts are closed, are taken off by a timer."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.models.control import Rival
from partnerships_portal.notifications.models import Notification
from support_requests.actions.advising_timers import look_after
from support_requests.models import Package, SupportRequest
from support_requests.tasks import look_after_advisers
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory
from tests.factories.delivery import AdviserConflictFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import AssignmentFactory, PackageFactory, PackageLineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def helping(organisation):
    """Ada Vell helps with legal advice."""
    return AssignmentFactory(line__package__request__organisation=organisation, adviser__person__name="Ada Vell")


def state(assignment) -> str:
    assignment.refresh_from_db()
    return assignment.state


def join(assignment, organisation) -> None:
    MembershipFactory(organisation=organisation, user=assignment.adviser.person)


def sees(assignment) -> bool:
    cases = SupportRequest.objects.visible_to(assignment.adviser.person)
    return cases.filter(pk=assignment.line.package.request_id).exists()


def test_who_joins_a_fellow_of_the_asker_is_taken_off_and_told_once_with_the_officer(helping, organisation, sign_in):
    fellow, together = OrganisationFactory(name="Vetch Care"), ConsortiumFactory()
    for one in (organisation, fellow):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    assert look_after(at=timezone.now()) == 0
    join(helping, fellow)
    assert look_after_advisers() == 1
    assert look_after(at=timezone.now()) == 0
    assert state(helping) == "withdrawn"
    assert not sees(helping)
    officers = Notification.objects.get(event="programme_line_open")
    assert officers.person == helping.line.package.request.officer
    assert "Vetch" not in officers.body
    page = sign_in(officers.person).get(officers.url).text
    assert "Belongs to Vetch Care, which has interests of its own in this" in page
    assert Notification.objects.get(event="advising_conflict").person == helping.adviser.person


def test_who_joins_the_asker_advises_it_no_more(helping, organisation):
    join(helping, organisation)
    assert look_after(at=timezone.now()) == 1
    assert state(helping) == "withdrawn"


def test_who_joins_a_rival_reads_and_writes_nothing_from_that_moment_on(helping, organisation, owner, sign_in):
    case, rival = helping.line.package.request, OrganisationFactory()
    Rival.objects.create(organisation=organisation, rival=rival, by=owner, at=timezone.now())
    line = PackageLineFactory(package=case.package, support_type="governance")
    offered = AssignmentFactory(adviser=helping.adviser, state="offered", line=line)
    pages = [case.get_absolute_url(), case.package.get_absolute_url(), reverse("assignment_answer", args=[offered.pk])]
    adviser = sign_in(helping.adviser.person)
    assert [adviser.get(one).status_code for one in pages] == [200, 200, 200]
    join(helping, rival)
    assert [adviser.get(one).status_code for one in pages] == [404, 404, 404]
    sent = {"text": "I go on.", "form_key": uuid.uuid4()}
    assert adviser.post(reverse("support_reply", args=[case.pk]), sent).status_code == 404


def test_who_joins_a_rival_learns_nothing_of_it(helping, organisation, owner):
    rival = OrganisationFactory(name="Teasel Homes")
    Rival.objects.create(organisation=organisation, rival=rival, by=owner, at=timezone.now())
    join(helping, rival)
    assert look_after(at=timezone.now()) == 1
    helping.refresh_from_db()
    told = Notification.objects.get(event="advising_conflict")
    for words in (helping.because, told.subject, told.body):
        assert "Teasel" not in words
        assert "rival" not in words
    assert "Teasel" not in Notification.objects.get(event="programme_line_open").body


def test_an_organisation_that_joins_and_with_which_a_conflict_was_said_counts(organisation):
    together, newcomer = ConsortiumFactory(), OrganisationFactory()
    package = PackageFactory(request__organisation=organisation, consortium=together)
    line = PackageLineFactory(package=package)
    first = AssignmentFactory(line=line, state="offered")
    other = AssignmentFactory(line=PackageLineFactory(package=package, support_type="governance"))
    AdviserConflictFactory(adviser=first.adviser, organisation=newcomer)
    assert look_after(at=timezone.now()) == 0 and sees(first)
    ConsortiumMemberFactory(consortium=together, organisation=newcomer)
    assert not sees(first) and sees(other)
    assert look_after(at=timezone.now()) == 1
    assert (state(first), state(other)) == ("withdrawn", "accepted")


def test_other_memberships_and_packages_that_ended_change_nothing(helping, organisation):
    join(helping, OrganisationFactory())
    assert look_after(at=timezone.now()) == 0
    join(helping, organisation)
    Package.objects.update(ended_at=timezone.now())
    assert look_after(at=timezone.now()) == 0


def test_the_lines_of_a_closed_account_are_open_again_and_officers_are_told_once(helping):
    other = AssignmentFactory(adviser=helping.adviser, state="offered")
    person = helping.adviser.person
    person.is_active = False
    person.save()
    assert look_after(at=timezone.now()) == 2
    assert look_after(at=timezone.now()) == 0
    assert {state(one) for one in (helping, other)} == {"withdrawn"}
    told = Notification.objects.filter(event="programme_line_open")
    assert {one.person for one in told} == {one.line.package.request.officer for one in (helping, other)}
    assert all("Their account is closed." in one.body for one in told)
    assert not Notification.objects.filter(person=person).exists()


def test_advisers_who_belong_nowhere_cost_one_question(django_assert_num_queries):
    AssignmentFactory.create_batch(4)
    with django_assert_num_queries(2):
        look_after(at=timezone.now())
