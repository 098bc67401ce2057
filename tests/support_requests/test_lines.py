"""Another type of support in a package that goes on, and one fewer."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import assignments, budgets, completing, lines, time_entries
from support_requests.actions.packages import Line, days_left
from support_requests.models import Assignment, Package, PackageLine, SupportRequest
from tests.at_once import at_once, refused_at_once
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.delivery import TimeEntryFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import (
    AdviserFactory,
    AssignmentFactory,
    PackageFactory,
    PackageLineFactory,
    SupportRequestFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(organisation):
    """Three days of legal advice, of a budget of ten."""
    return PackageLineFactory(package__request__organisation=organisation, package__budget__days=Decimal(10)).package


def add(package, by, days="2", support_type="governance"):
    line = Line(support_type, Decimal(days), "Write the rules")
    return lines.add_line(package=package, line=line, by=by, at=timezone.now())


def remove(line, by, because="The members do it themselves."):
    lines.remove_line(line=line, because=because, by=by, at=timezone.now())


def told(event) -> set:
    return {one.person for one in Notification.objects.filter(event=event).select_related("person")}


def test_another_type_takes_days_of_the_budget_and_all_are_told(package, owner, triage):
    ada = AssignmentFactory(line=package.lines.get()).adviser.person
    add(package, triage)
    assert days_left(package.budget) == Decimal(5)
    assert told("support_line") == {owner}
    assert told("advising_line") == {ada}
    assert told("programme_line") == {package.request.officer}


def test_members_of_a_joint_package_are_told_and_learn_nothing_of_what_was_asked(organisation, triage):
    together, fellow = ConsortiumFactory(), OrganisationFactory()
    for one in (organisation, fellow):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    person = MembershipFactory(organisation=fellow, role="editor").user
    line = PackageLineFactory(package__request__organisation=organisation, package__consortium=together)
    added = add(line.package, triage)
    remove(added, triage)
    budgets.change_days(line=line, days=Decimal(4), seen=Decimal(3), by=triage, at=timezone.now())
    assert told("joint_line") == told("joint_days_changed") == {person}
    subjects = Notification.objects.filter(person=person).values_list("subject", flat=True)
    assert len(subjects) == 3
    assert not any(line.package.request.title in subject for subject in subjects)


def test_the_same_type_twice_is_refused_and_the_same_again_changes_nothing(package, triage):
    assert add(package, triage) == add(package, triage)
    with pytest.raises(NotPossible, match="in this package already, with 2 days"):
        add(package, triage, days="3")
    assert package.lines.count() == 2


def test_more_than_the_budget_has_left_is_refused(package, triage):
    with pytest.raises(NotPossible, match="has 7 days left, and this would take 8 days"):
        add(package, triage, days="8")
    assert package.lines.count() == 1


def test_a_line_nobody_worked_on_goes_with_its_adviser_who_is_told_why(package, triage, owner):
    added = add(package, triage)
    asked = AssignmentFactory(line=added, state="offered").adviser.person
    remove(added, triage)
    assert days_left(package.budget) == Decimal(7)
    assert told("advising_withdrawn") == {asked}
    assert not SupportRequest.objects.visible_to(asked).filter(pk=package.request_id).exists()
    taken_off = Notification.objects.get(event="support_line", subject__endswith="Governance is taken off")
    assert (taken_off.person, taken_off.body) == (owner, "The members do it themselves.")


def test_a_line_that_was_worked_on_the_last_one_and_one_of_an_ended_package_stay(package, triage):
    worked, last = add(package, triage), package.lines.first()
    entry = TimeEntryFactory(assignment=AssignmentFactory(line=worked), days=Decimal(1))
    with pytest.raises(NotPossible, match="Somebody worked on this already: 1 day"):
        remove(worked, triage)
    entry.delete()
    remove(worked, triage)
    with pytest.raises(NotPossible, match="all that the package has"):
        remove(last, triage)
    with pytest.raises(NotPossible, match="taken off the package meanwhile"):
        remove(worked, triage)
    Package.objects.filter(pk=package.pk).update(ended_at=timezone.now())
    for act in (lambda: add(package, triage, support_type="marketing"), lambda: remove(last, triage)):
        with pytest.raises(NotPossible, match="has ended"):
            act()


def test_nothing_is_done_with_a_line_that_was_taken_off_meanwhile(package, triage):
    line = add(package, triage)
    one = AssignmentFactory(line=line, state="offered")
    remove(line, triage)
    at = timezone.now()
    said = {"days": Decimal(1), "worked_on_day": timezone.localdate(at), "what": "Drafted it", "form_key": line.pk}
    for act in (
        lambda: assignments.ask(line=line, adviser=AdviserFactory(), by=triage, at=at),
        lambda: assignments.accept(assignment=one, by=one.adviser.person, at=at),
        lambda: budgets.change_days(line=line, days=Decimal(4), seen=Decimal(2), by=triage, at=at),
        lambda: time_entries.enter_time(assignment=one, **said, by=triage, at=at),
    ):
        with pytest.raises(NotPossible, match="taken off the package meanwhile"):
            act()


@pytest.mark.django_db(transaction=True)
def test_two_types_of_one_moment_never_overspend_the_budget():
    line, officer = PackageLineFactory(package__budget__days=Decimal(10)), UserFactory()
    other = PackageFactory(budget=line.package.budget)
    refused = refused_at_once(lambda: add(line.package, officer, days="5"), lambda: add(other, officer, days="5"))
    assert "has 2 days left" in str(refused[0])
    assert days_left(line.package.budget) == Decimal(2)


@pytest.mark.django_db(transaction=True)
def test_an_adviser_who_accepts_while_the_line_is_taken_off_is_left_with_nothing():
    line, officer = PackageLineFactory(support_type="governance"), UserFactory()
    PackageLineFactory(package=line.package)
    one = AssignmentFactory(line=line, state="offered")
    at = timezone.now()
    at_once(
        lambda: assignments.accept(assignment=one, by=one.adviser.person, at=at),
        lambda: remove(line, officer),
    )
    assert not PackageLine.objects.filter(pk=line.pk).exists()
    assert not Assignment.objects.live().exists()


def test_an_officer_adds_a_type_after_checking_and_takes_it_off(sign_in, package, triage):
    client = sign_in(triage)
    add_url, typed = reverse("line_add", args=[package.pk]), {"support_type": "governance", "what": "", "days": "2½"}
    empty = client.post(add_url, {})
    assert "Choose a type of support" in empty.content.decode()
    assert 'value="legal"' not in empty.content.decode()
    checked = client.post(add_url, typed)
    assert "2½ days, of 7 days that the budget has left" in checked.content.decode()
    assert package.lines.count() == 1
    client.post(add_url, typed | {"then": "send"})
    added = package.lines.get(support_type="governance")
    assert added.days == Decimal("2.5")
    page = client.get(package.get_absolute_url()).content.decode()
    remove_url = reverse("line_remove", args=[package.pk, added.pk])
    assert remove_url in page
    assert "Say why it is taken off" in client.post(remove_url, {"because": ""}).content.decode()
    entry = TimeEntryFactory(assignment=AssignmentFactory(line=added), days=Decimal(1))
    page = client.get(remove_url).content.decode()
    assert "Somebody worked on this already: 1 day" in page and "Take it off" not in page
    entry.delete()
    client.post(remove_url, {"because": "Not needed after all."})
    assert package.lines.count() == 1
    assert client.get(remove_url).status_code == 404


def test_what_the_budget_cannot_give_is_said_beside_what_was_typed(sign_in, package, triage):
    client = sign_in(triage)
    typed = {"support_type": "governance", "what": "Write the rules", "days": "8"}
    for then in ("", "send"):
        page = client.post(reverse("line_add", args=[package.pk]), typed | {"then": then}).content.decode()
        assert "has 7 days left, and this would take 8 days" in page
        assert 'value="Write the rules"' in page and "Check your answers</button>" in page


def test_an_officer_of_a_member_decides_nothing_about_a_joint_package(organisation, triage):
    together, member = ConsortiumFactory(name="Moor & Vale"), MembershipFactory(user=triage, role="viewer")
    for one in (organisation, member.organisation):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    line = PackageLineFactory(package__request__organisation=organisation, package__consortium=together)
    asked, said = AssignmentFactory(line=line, state="offered"), {"by": triage, "at": timezone.now()}
    request = line.package.request
    for deed in (
        lambda: assignments.ask(line=line, adviser=AdviserFactory(), **said),
        lambda: assignments.take_off(assignment=asked, because="No", **said),
        lambda: add(line.package, triage),
        lambda: remove(line, triage),
        lambda: budgets.change_days(line=line, days=Decimal(2), seen=Decimal(3), **said),
        lambda: completing.begin_work(request=request, **said),
    ):
        with pytest.raises(NotPossible, match="You belong to a member of Moor & Vale"):
            deed()
    completing.begin_work(request=request, by=UserFactory(programme_role="triage_officer"), at=timezone.now())
    with pytest.raises(NotPossible, match="You belong to a member of Moor & Vale"):
        completing.complete(request=request, outcome="Done", lines={line.pk: completing.LineSaid(is_done=True)}, **said)


def test_an_officer_of_who_asks_or_asked_for_the_same_decides_nothing_about_the_package(package, triage):
    joined = SupportRequestFactory(state="merged", merged_into=package.request)
    MembershipFactory(user=triage, organisation=joined.organisation, role="viewer")
    with pytest.raises(NotPossible, match="a colleague deals with it"):
        assignments.ask(line=package.lines.get(), adviser=AdviserFactory(), by=triage, at=timezone.now())
    with pytest.raises(NotPossible, match="a colleague deals with it"):
        add(package, triage)
