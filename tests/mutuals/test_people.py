"""Promises about who acts for an organisation: who sees whom, roles that change, people who go, the last owner."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutuals.actions import memberships
from mutuals.models import Membership, MembershipInvitation, Organisation
from partnerships_portal.accounts.models import AuditEvent, User
from partnerships_portal.accounts.roles import LastOwner
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories import InvitationFactory, JoinRequestFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def people_page(organisation):
    return reverse("organisation_people", args=[organisation.pk])


def read(client, url) -> str:
    return client.get(url).content.decode()


def test_members_see_each_other_and_only_owners_see_addresses(sign_in, owner, viewer, organisation, people_page):
    invited = InvitationFactory(organisation=organisation, sent_by=owner, email="newcomer@example.org")
    asks = JoinRequestFactory(organisation=organisation)
    for_owner, for_viewer = read(sign_in(owner), people_page), read(sign_in(viewer), people_page)
    for page in (for_owner, for_viewer):
        assert viewer.name in page and "Owner" in page and asks.person.name in page
    assert viewer.email in for_owner and invited.email in for_owner and "Withdraw" in for_owner
    assert owner.email not in for_viewer and invited.email not in for_viewer and "n•••@example.org" in for_viewer
    assert "Invite people" not in for_viewer and "Change role" not in for_viewer and "Decide" not in for_viewer


def test_page_costs_the_same_for_many_and_is_paged(sign_in, owner, organisation, people_page):
    def visit(**query):
        browser = sign_in(owner)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(people_page, query).context["page"]
        return page, len(queries)

    def more(number):
        MembershipFactory.create_batch(number, organisation=organisation, role=Role.VIEWER)
        InvitationFactory.create_batch(number, organisation=organisation, sent_by=owner)
        JoinRequestFactory.create_batch(number, organisation=organisation)

    more(2)
    _, few = visit()
    more(28)
    first, many = visit()
    assert many == few
    assert first.object_list[0].user == owner and len(first.object_list) == 25
    assert len(visit(page=2)[0].object_list) == 6


def test_owner_changes_a_role_and_the_person_is_told(sign_in, owner, viewer, organisation, people_page):
    membership = organisation.memberships.get(user=viewer)
    answer = sign_in(owner).post(reverse("membership_change", args=[membership.pk]), {"role": "editor"}, follow=True)
    assert f"{viewer} is now editor of {organisation}" in answer.content.decode().replace("&#x27;", "'")
    assert viewer.has_perm("mutuals.edit_organisation", organisation)
    assert Notification.objects.get(person=viewer).event == "member_role_given"
    assert AuditEvent.objects.get(action="member_role_given").details == {"person": viewer.pk, "role": "editor"}


def test_removed_person_is_told_and_at_once_sees_nothing_more(sign_in, owner, editor, organisation, people_page):
    browser = sign_in(editor)
    assert browser.get(people_page).status_code == 200
    membership = organisation.memberships.get(user=editor)
    sign_in(owner).post(reverse("membership_remove", args=[membership.pk]))
    assert browser.get(people_page).status_code == 404
    assert browser.get(reverse("organisation_edit", args=[organisation.pk, "about"])).status_code == 403
    assert Notification.objects.get(person=editor).subject == f"You no longer act for {organisation}"
    gone = AuditEvent.objects.get(action="member_removed")
    assert (gone.actor, gone.details) == (owner, {"person": editor.pk, "role": "editor"})


def test_removed_person_cannot_come_back_by_an_invitation_of_before(owner, editor, organisation):
    waiting = InvitationFactory(organisation=organisation, email=editor.email, role=Role.OWNER, sent_by=owner)
    memberships.remove_member(organisation, person=editor, by=owner, at=timezone.now())
    waiting.refresh_from_db()
    assert waiting.state == MembershipInvitation.State.WITHDRAWN


def test_last_owner_can_neither_leave_nor_step_down(sign_in, owner, editor, organisation):
    browser, membership = sign_in(owner), organisation.memberships.get(user=owner)
    page = browser.post(reverse("organisation_leave", args=[organisation.pk]), follow=True).content.decode()
    assert "Make somebody else an owner first" in page
    page = browser.post(reverse("membership_change", args=[membership.pk]), {"role": "viewer"}).content.decode()
    assert "Make somebody else an owner first" in page
    membership.refresh_from_db()
    assert membership.role == Role.OWNER
    memberships.give_role(organisation, person=editor, role=Role.OWNER, by=owner, at=timezone.now())
    browser.post(reverse("organisation_leave", args=[organisation.pk]))
    assert not organisation.memberships.filter(user=owner).exists()
    assert Notification.objects.get(event="member_left").person == editor, "the owners who stay are told"


def test_owner_whose_account_is_closed_does_not_count(owner, organisation):
    away = MembershipFactory(organisation=organisation, role=Role.OWNER, user=UserFactory(is_active=False)).user
    with pytest.raises(LastOwner):
        memberships.leave(organisation, person=owner, at=timezone.now())
    assert memberships.remove_member(organisation, person=away, by=owner, at=timezone.now())


def test_leaving_twice_changes_nothing(editor, owner, organisation):
    assert memberships.leave(organisation, person=editor, at=timezone.now())
    assert not memberships.leave(organisation, person=editor, at=timezone.now())
    assert AuditEvent.objects.filter(action="member_left").count() == 1


def test_owner_of_elsewhere_cannot_touch_these_people(sign_in, other_owner, viewer, organisation):
    membership = organisation.memberships.get(user=viewer)
    for name in ("membership_change", "membership_remove"):
        assert sign_in(other_owner).post(reverse(name, args=[membership.pk]), {"role": "owner"}).status_code == 404


def test_somebody_removed_meanwhile_is_not_brought_back_by_a_role(owner, viewer, organisation):
    stale = organisation.memberships.select_related("user", "organisation").get(user=viewer)
    memberships.remove_member(organisation, person=viewer, by=owner, at=timezone.now())
    with pytest.raises(NotPossible):
        memberships.change_role(membership=stale, role=Role.EDITOR, by=owner, at=timezone.now())


def test_person_who_leaves_loses_what_was_merged_into_it_too(owner, editor, organisation):
    old = OrganisationFactory(closed_at=timezone.now(), merged_into=organisation)
    MembershipFactory(organisation=old, user=editor, role=Role.OWNER)
    memberships.leave(organisation, person=editor, at=timezone.now())
    assert not Organisation.objects.visible_to(editor).filter(pk=old.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_at_once_leave_one():
    organisation = OrganisationFactory()
    one, other = (MembershipFactory(organisation=organisation, role=Role.OWNER).user for _ in range(2))

    def removes(by, person):
        return lambda: memberships.remove_member(organisation, person=person, by=by, at=timezone.now())

    results = at_once(removes(one, other), removes(other, one))
    assert sorted(type(result).__name__ for result in results) == ["NotPossible", "bool"]
    assert organisation.memberships.filter(role=Role.OWNER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_leave_one():
    organisation = OrganisationFactory()
    owners = [MembershipFactory(organisation=organisation, role=Role.OWNER).user for _ in range(2)]

    def leaves(person):
        return lambda: memberships.leave(organisation, person=person, at=timezone.now())

    results = at_once(*(leaves(person) for person in owners))
    assert sorted(type(result).__name__ for result in results) == ["LastOwner", "bool"]
    assert organisation.memberships.count() == 1


def test_operator_removes_a_member_and_not_the_last_owner(owner, viewer, organisation, capsys):
    call_command("remove_member", viewer.email.upper(), "--organisation", str(organisation.pk))
    call_command("remove_member", viewer.email, "--organisation", str(organisation.pk))
    assert capsys.readouterr().out.splitlines() == [
        f"{viewer.email} no longer acts for {organisation}.",
        f"{viewer.email} did not act for {organisation}.",
    ]
    for command, more in (("remove_member", ()), ("add_member", ("--role", "viewer"))):
        with pytest.raises(CommandError, match="only owner"), transaction.atomic():
            call_command(command, owner.email, "--organisation", str(organisation.pk), *more)
    with pytest.raises(CommandError, match="Nobody has signed up as"):
        call_command("remove_member", "nobody@example.org", "--organisation", str(organisation.pk))


def test_operator_removes_people_of_a_body_but_not_its_last_owner(commissioner, body_viewer, capsys):
    body = commissioner.body_memberships.get().body
    call_command("remove_member", body_viewer.email, "--body", str(body.pk))
    assert capsys.readouterr().out == f"{body_viewer.email} no longer acts for {body}.\n"
    assert Notification.objects.get(person=body_viewer).event == "body_member_removed"
    with pytest.raises(CommandError, match="only owner"):
        call_command("remove_member", commissioner.email, "--body", str(body.pk))


def test_operator_ends_the_part_of_staff(staff, capsys):
    for _ in range(2):
        call_command("remove_staff", staff.email)
    assert capsys.readouterr().out.splitlines() == [
        f"{staff.email} is no longer programme staff.",
        f"{staff.email} was not programme staff.",
    ]
    assert not User.objects.get(pk=staff.pk).is_programme_staff
    assert AuditEvent.objects.get(action="programme_role_taken").details == {"role": "programme_manager"}
