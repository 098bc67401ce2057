"""Asking advisers: who sees what when, who is told, and who must not be asked."""

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.models.control import Rival
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import advisers, assignments, conflicts
from support_requests.choices import SupportType
from support_requests.delivering.conflicts import WITHHELD, conflicts_with
from support_requests.models import AdviserConflict, Assignment, Package, SupportRequest
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.delivery import AdviserConflictFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import AdviserFactory, AssignmentFactory, PackageFactory, PackageLineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(organisation):
    return PackageLineFactory(package__request__organisation=organisation)


@pytest.fixture
def ada():
    return AdviserFactory(person__name="Ada Vell")


def ask(line, adviser, by):
    return assignments.ask(line=line, adviser=adviser, by=by, at=timezone.now())


def told(event) -> set:
    return {one.person for one in Notification.objects.filter(event=event).select_related("person")}


def sees(person, line) -> bool:
    return SupportRequest.objects.visible_to(person).filter(pk=line.package.request_id).exists()


def test_an_adviser_sees_a_case_once_asked_and_not_before_or_after(line, ada, triage):
    assert not sees(ada.person, line)
    one = ask(line, ada, triage)
    assert sees(ada.person, line)
    assert told("advising_asked") == {ada.person}
    assignments.decline(assignment=one, because="I am away.", has_conflict=False, by=ada.person, at=timezone.now())
    assert not sees(ada.person, line)


def test_the_first_adviser_who_agrees_begins_the_work_and_the_asker_is_told(line, ada, triage, owner):
    case = line.package.request
    one = ask(line, ada, triage)
    at = timezone.now()
    assignments.accept(assignment=one, by=ada.person, at=at)
    assignments.accept(assignment=one, by=ada.person, at=at)
    case.refresh_from_db()
    assert (case.state, case.started_at) == ("in_progress", at)
    assert told("support_adviser_agreed") == {owner}
    assert told("programme_adviser_agreed") == {case.officer}


def test_asking_the_same_adviser_again_changes_nothing(line, ada, triage):
    assert ask(line, ada, triage) == ask(line, ada, triage)
    assert Assignment.objects.count() == 1
    with pytest.raises(NotPossible, match="Ada Vell was asked for this a moment ago"):
        ask(line, AdviserFactory(), triage)


def test_who_declines_with_a_conflict_is_not_asked_for_the_organisation_again(line, ada, triage):
    one = ask(line, ada, triage)
    assignments.decline(
        assignment=one, because="My firm acts for a rival.", has_conflict=True, by=ada.person, at=timezone.now()
    )
    assert AdviserConflict.objects.get().organisation == line.package.request.organisation
    assert told("programme_adviser_declined") == {line.package.request.officer}
    with pytest.raises(NotPossible, match="must not be asked"):
        ask(line, ada, triage)


def test_members_of_the_asker_its_partners_and_its_rivals_are_conflicted(line, organisation, owner):
    fellow, rival, other = OrganisationFactory(), OrganisationFactory(), OrganisationFactory()
    together = ConsortiumFactory()
    for one in (organisation, fellow):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    Rival.objects.create(organisation=rival, rival=organisation, by=owner, at=timezone.now())
    people = {one: AdviserFactory() for one in (organisation, fellow, rival, other)}
    for one, adviser in people.items():
        MembershipFactory(organisation=one, user=adviser.person)
    found = conflicts_with(line.package, people.values())
    assert set(found) == {people[one].pk for one in (organisation, fellow, rival)}
    assert "rival" not in found[people[rival].pk]
    for one, adviser in people.items():
        kind = next(each for each in SupportType.values if not line.package.lines.filter(support_type=each).exists())
        AssignmentFactory(adviser=adviser, line=PackageLineFactory(package=line.package, support_type=kind))
        assert SupportRequest.objects.advised_by(adviser.person).exists() == (one == other)


def test_a_conflict_follows_the_organisation_that_took_over_another(line, ada, organisation):
    AssignmentFactory(adviser=ada, line=line)
    taken_over = OrganisationFactory(closed_at=timezone.now(), merged_into=organisation)
    assert SupportRequest.objects.advised_by(ada.person).exists()
    AdviserConflictFactory(adviser=ada, organisation=taken_over)
    assert ada.pk in conflicts_with(line.package, [ada])
    assert not SupportRequest.objects.advised_by(ada.person).exists()


@pytest.fixture
def named(ada):
    """An organisation with which Ada has a conflict of interest, in one consortium with the asker's."""
    return AdviserConflictFactory(adviser=ada, organisation__name="Vetch Care", because="Sues its board.")


@pytest.mark.parametrize("belongs", [True, False])
def test_staff_of_the_organisation_do_not_read_that_an_adviser_has_a_conflict_with_it(
    sign_in, triage, ada, named, belongs
):
    MembershipFactory(user=triage, organisation=named.organisation if belongs else OrganisationFactory(), role="viewer")
    browser = sign_in(triage)
    pages = [browser.get(one).text for one in (ada.get_absolute_url(), reverse("adviser_list"))]
    assert ["Sues its board." in pages[0], "1 conflict of interest" in pages[1]] == [not belongs] * 2
    end = reverse("adviser_conflict_end", args=[ada.pk, named.pk])
    assert browser.post(end).status_code == (404 if belongs else 302)
    own = AdviserConflict.objects.visible_to(ada.person)
    assert list(own) == [named] and not AdviserConflict.objects.visible_to(UserFactory()).exists()


def test_an_adviser_reads_conflicts_of_their_own_with_an_organisation_to_which_they_belong(ada, named):
    MembershipFactory(user=ada.person, organisation=named.organisation)
    assert list(AdviserConflict.objects.visible_to(ada.person)) == [named]


@pytest.mark.parametrize("belongs", [True, False])
def test_suggestions_do_not_tell_staff_of_the_organisation_why_somebody_cannot_be_asked(
    sign_in, triage, organisation, ada, named, belongs
):
    together = ConsortiumFactory()
    for one in (organisation, named.organisation):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    joint = PackageLineFactory(package__request__organisation=organisation, package__consortium=together)
    theirs = MembershipFactory(user=triage, role="viewer").organisation
    if belongs:  # to one that is with the asker elsewhere, and so has interests of its own
        elsewhere = ConsortiumFactory()
        for one in (organisation, theirs):
            ConsortiumMemberFactory(consortium=elsewhere, organisation=one)
    page = sign_in(triage).get(reverse("line_ask", args=[joint.package_id, joint.pk])).text
    why = WITHHELD if belongs else "Conflict of interest with Vetch Care"
    assert f"<bdi>Ada Vell</bdi>: {why}</li>" in page
    with pytest.raises(NotPossible, match=f"Ada Vell must not be asked. {why}."):
        ask(joint, ada, triage)


def test_a_conflict_with_any_member_of_a_joint_package_counts(organisation, ada):
    fellow, together = OrganisationFactory(), ConsortiumFactory()
    for one in (organisation, fellow):
        ConsortiumMemberFactory(consortium=together, organisation=one)
    package = PackageFactory(request__organisation=organisation, consortium=together)
    AdviserConflictFactory(adviser=ada, organisation=fellow)
    assert ada.pk in conflicts_with(package, [ada])


def test_a_conflict_takes_the_adviser_off_and_opens_the_line(line, ada, triage, organisation):
    one = ask(line, ada, triage)
    assignments.accept(assignment=one, by=ada.person, at=timezone.now())
    conflicts.say_conflict(
        adviser=ada, organisation=organisation, because="Sits on its board.", by=triage, at=timezone.now()
    )
    one.refresh_from_db()
    assert one.state == "withdrawn"
    assert told("programme_line_open") == {line.package.request.officer}
    assert told("advising_conflict") == {ada.person}
    assert not sees(ada.person, line)


def test_an_adviser_who_leaves_loses_every_case_and_the_officers_are_told(line, ada, triage, staff):
    mine, elsewhere = ask(line, ada, triage), AssignmentFactory(adviser=ada)
    assert advisers.leave(adviser=ada, by=staff, at=timezone.now()) == 2
    assert advisers.leave(adviser=ada, by=staff, at=timezone.now()) is None
    for one in (mine, elsewhere):
        one.refresh_from_db()
        assert one.state == "withdrawn"
    ada.person.refresh_from_db()
    assert not ada.person.is_adviser
    assert not sees(ada.person, line)
    assert Notification.objects.filter(event="programme_line_open").count() == 2
    with pytest.raises(NotPossible, match="advises no more"):
        ask(line, ada, triage)


def test_nobody_is_asked_in_a_package_that_ended(line, ada, triage):
    Package.objects.filter(pk=line.package_id).update(ended_at=timezone.now())
    with pytest.raises(NotPossible, match="has ended"):
        ask(line, ada, triage)


def test_who_has_agreed_cannot_decline_but_is_told_whom_to_write_to():
    one = AssignmentFactory()
    with pytest.raises(NotPossible, match="Write to the programme"):
        assignments.decline(
            assignment=one, because="Too busy", has_conflict=False, by=one.adviser.person, at=timezone.now()
        )
