"""Promises about asking to join: who is told, who decides, and that nobody lets themselves in."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mutuals.actions import join_requests
from mutuals.models import JoinRequest, Membership, MembershipInvitation
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.factories import InvitationFactory, JoinRequestFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
Role, State = Membership.Role, JoinRequest.State


@pytest.fixture
def address(organisation):
    return reverse("join_request_create", args=[organisation.pk])


def text(answer) -> str:
    return answer.content.decode()


def decide(sign_in, person, asked, decision):
    return sign_in(person).post(reverse("join_request_decide", args=[asked.pk]), {"decision": decision}, follow=True)


def test_person_asks_and_the_owners_are_told_and_nobody_else(sign_in, stranger, owner, editor, staff, address):
    page = text(sign_in(stranger).post(address, {"message": "I run the night shift"}, follow=True))
    assert "wait for an answer" in page and "I run the night shift" in page
    message = Notification.objects.get()
    assert message.person == owner and "night shift" in message.body
    assert [thing.url for thing in awaiting(owner, timezone.now())] == [message.url]
    assert awaiting(editor, timezone.now()) == [] and awaiting(stranger, timezone.now()) == []


def test_message_is_optional_and_asking_twice_asks_once(sign_in, stranger, owner, address):
    for _ in range(2):
        sign_in(stranger).post(address, {"message": ""})
    assert JoinRequest.objects.count() == Notification.objects.count() == 1


def test_owner_lets_a_person_in_with_a_role_and_the_person_is_told(sign_in, stranger, owner, organisation):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    page = text(sign_in(owner).get(reverse("join_request_decide", args=[asked.pk])))
    assert stranger.email in page
    decide(sign_in, owner, asked, "editor")
    assert organisation.memberships.get(user=stranger).role == "editor"
    assert Notification.objects.get(person=stranger).event == "join_request_accepted"


def test_person_who_asked_and_became_programme_manager_does_not_let_themselves_in(sign_in, stranger, organisation):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    stranger.programme_role = "programme_manager"
    stranger.save()
    decide(sign_in, stranger, asked, "owner")
    assert not organisation.memberships.exists()
    assert JoinRequest.objects.get().state == State.OPEN


def test_asking_and_withdrawing_does_not_write_to_owners_again_and_again(stranger, owner, organisation):
    at = timezone.now()
    for _ in range(2):
        asked = join_requests.ask(organisation=organisation, message="", by=stranger, at=at)
        join_requests.withdraw(join_request=asked, by=stranger, at=at)
    with pytest.raises(NotPossible, match="Wait until tomorrow"):
        join_requests.ask(organisation=organisation, message="", by=stranger, at=at)
    assert join_requests.ask(organisation=organisation, message="", by=stranger, at=at + dt.timedelta(days=1))


def test_person_asks_so_many_organisations_in_a_day_and_no_more(stranger):
    at = timezone.now()
    for _ in range(10):
        asked = join_requests.ask(organisation=OrganisationFactory(), message="", by=stranger, at=at)
        join_requests.withdraw(join_request=asked, by=stranger, at=at)
    with pytest.raises(NotPossible, match="Wait until tomorrow"):
        join_requests.ask(organisation=OrganisationFactory(), message="", by=stranger, at=at)


def test_deciding_twice_decides_once(sign_in, stranger, owner, organisation):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    decide(sign_in, owner, asked, "decline")
    assert "can no longer be done" in text(decide(sign_in, owner, asked, "owner"))
    assert not organisation.memberships.filter(user=stranger).exists()


def test_declined_person_is_told_and_may_ask_again_after_some_weeks(sign_in, stranger, owner, organisation, address):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    decide(sign_in, owner, asked, "decline")
    assert Notification.objects.get(person=stranger).event == "join_request_declined"
    assert "You can ask again from" in text(sign_in(stranger).get(address))
    sign_in(stranger).post(address, {"message": "Please"})
    assert not JoinRequest.objects.open().exists()
    later = timezone.now() + dt.timedelta(days=31)
    join_requests.ask(organisation=organisation, message="", by=stranger, at=later)
    assert JoinRequest.objects.open().count() == 1


def test_person_withdraws_and_there_is_nothing_left_to_decide(sign_in, stranger, owner, organisation):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    sign_in(stranger).post(reverse("join_request_withdraw", args=[asked.pk]))
    assert awaiting(owner, timezone.now()) == []
    assert "nothing left to decide" in text(sign_in(owner).get(reverse("join_request_decide", args=[asked.pk])))


def test_without_an_owner_programme_managers_are_told_and_decide(sign_in, stranger, staff, triage, organisation):
    MembershipFactory(organisation=organisation, role=Role.OWNER, user=UserFactory(is_active=False))
    asked = join_requests.ask(organisation=organisation, message="", by=stranger, at=timezone.now())
    assert Notification.objects.get().person == staff
    assert [thing.url for thing in awaiting(staff, timezone.now())] == [reverse("join_request_decide", args=[asked.pk])]
    assert decide(sign_in, triage, asked, "owner").status_code == 404
    decide(sign_in, staff, asked, "owner")
    assert organisation.memberships.get(user=stranger).role == "owner"


def test_managers_do_not_decide_where_there_is_an_owner(sign_in, stranger, staff, owner, organisation):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    assert decide(sign_in, staff, asked, "owner").status_code == 403
    with pytest.raises(NotPossible, match="no longer an owner"):
        join_requests.accept(join_request=asked, role=Role.OWNER, by=staff, at=timezone.now())
    assert awaiting(staff, timezone.now()) == []


def test_who_asks_cannot_decide(sign_in, stranger, organisation, owner):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    assert decide(sign_in, stranger, asked, "owner").status_code == 403


def test_member_does_not_ask(sign_in, viewer, organisation, address):
    assert "already" in text(sign_in(viewer).get(address))
    sign_in(viewer).post(address, {"message": ""})
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("state", ["not admitted", "closed"])
def test_nobody_asks_to_join_what_is_not_in_the_directory(sign_in, stranger, state):
    changes = {"not admitted": {"admitted_at": None}, "closed": {"closed_at": timezone.now()}}[state]
    hidden = OrganisationFactory(**changes)
    assert sign_in(stranger).get(reverse("join_request_create", args=[hidden.pk])).status_code == 404


def test_one_person_waits_for_ten_organisations_at_most(stranger, organisation):
    JoinRequestFactory.create_batch(10, person=stranger)
    with pytest.raises(NotPossible, match="Withdraw one"):
        join_requests.ask(organisation=organisation, message="", by=stranger, at=timezone.now())


def test_letting_in_answers_an_open_invitation_too(owner, stranger, organisation):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    InvitationFactory(organisation=organisation, email=stranger.email, role=Role.VIEWER, sent_by=owner)
    join_requests.accept(join_request=asked, role=Role.EDITOR, by=owner, at=timezone.now())
    assert MembershipInvitation.objects.get().state == MembershipInvitation.State.ACCEPTED


def test_somebody_who_closed_the_account_is_not_let_in(owner, stranger, organisation):
    asked = JoinRequestFactory(organisation=organisation, person=stranger)
    stranger.is_active = False
    stranger.save(update_fields=["is_active"])
    with pytest.raises(NotPossible, match="closed the account"):
        join_requests.accept(join_request=asked, role=Role.VIEWER, by=owner, at=timezone.now())
    asked.refresh_from_db()
    assert asked.state == State.OPEN


def test_too_long_a_message_is_named(sign_in, stranger, address):
    page = text(sign_in(stranger).post(address, {"message": "x" * 501}))
    assert "use 500 characters or fewer" in page and not JoinRequest.objects.exists()
