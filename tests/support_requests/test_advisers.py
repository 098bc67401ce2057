"""Advisers come by an invitation that they accept themselves, with the address that it went to."""

import datetime as dt
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.register import Whose
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.notifications.models import Notification
from support_requests.actions import advisers as actions
from support_requests.delivering import awaiting, erasing
from support_requests.models import Adviser, AdviserInvitation
from support_requests.retention.advisers import delete_ended_conflicts, forget_invited_addresses
from tests.factories import UserFactory
from tests.factories.delivery import AdviserConflictFactory, AdviserInvitationFactory
from tests.factories.support import AdviserFactory, AssignmentFactory, PackageLineFactory

pytestmark = pytest.mark.django_db

DETAILS = {
    "kind": "external",
    "firm": "Vell Partners",
    "expertise": ["legal"],
    "days_a_month": Decimal(3),
    "regions": [],
}


def with_address(**fields):
    person = UserFactory(**fields)
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


def invite(email, by, at=None):
    return actions.invite(email=email, details=DETAILS, by=by, at=at or timezone.now())


def test_somebody_without_an_account_is_asked_by_e_mail_and_accepts_with_one(staff):
    invitation = invite("Ada@Example.org", staff)
    sent = Notification.objects.get(event="adviser_invited")
    assert (sent.address, sent.person) == ("ada@example.org", None)
    ada = with_address(email="ada@example.org")
    adviser = actions.accept_invitation(invitation=invitation, by=ada, at=timezone.now())
    ada.refresh_from_db()
    assert ada.is_adviser and ada.needs_second_factor
    assert (adviser.firm, adviser.expertise, adviser.days_a_month) == ("Vell Partners", ["legal"], Decimal(3))
    assert Notification.objects.get(event="adviser_answered").person == staff


def test_accepting_twice_is_once_and_nobody_else_can(staff, stranger):
    ada = with_address()
    invitation = invite(ada.email, staff)
    with pytest.raises(NotPossible):
        actions.accept_invitation(invitation=invitation, by=stranger, at=timezone.now())
    first = actions.accept_invitation(invitation=invitation, by=ada, at=timezone.now())
    assert actions.accept_invitation(invitation=invitation, by=ada, at=timezone.now()) == first
    with pytest.raises(NotPossible, match="advises already"):
        invite(ada.email, staff)


def test_an_invitation_that_ran_out_or_was_withdrawn_cannot_be_accepted(staff):
    ada = with_address()
    late = timezone.now() + dt.timedelta(days=400)
    invitation = invite(ada.email, staff)
    with pytest.raises(NotPossible, match="run out"):
        actions.accept_invitation(invitation=invitation, by=ada, at=late)
    assert actions.withdraw_invitation(invitation=invitation, by=staff, at=timezone.now())
    assert not actions.withdraw_invitation(invitation=invitation, by=staff, at=timezone.now())
    with pytest.raises(NotPossible):
        actions.accept_invitation(invitation=invitation, by=ada, at=timezone.now())


def test_inviting_again_renews_the_open_invitation(staff):
    first = invite("ada@example.org", staff)
    again = invite("ada@example.org", staff, at=timezone.now() + dt.timedelta(days=3))
    assert (again.pk, AdviserInvitation.objects.count()) == (first.pk, 1)
    assert again.expires_at > first.expires_at


def test_somebody_who_left_comes_back_with_the_same_entry(staff):
    adviser = AdviserFactory(person=with_address(is_adviser=True))
    actions.leave(adviser=adviser, by=staff, at=timezone.now())
    invitation = invite(adviser.person.email, staff)
    back = actions.accept_invitation(invitation=invitation, by=adviser.person, at=timezone.now())
    assert (back.pk, back.left_at) == (adviser.pk, None)


def test_what_awaits_advisers_officers_and_those_who_are_invited(staff, triage):
    def waiting(person):
        return [thing.text for queue in awaiting.of_person(Asker(person), timezone.now()) for thing in queue.things()]

    ada = with_address()
    AdviserInvitationFactory(email=ada.email)
    assert waiting(ada) == ["Say whether you will advise for the support programme"]
    asked = AssignmentFactory(state="offered", line__package__request__organisation__name="Harrowmere")
    assert waiting(asked.adviser.person) == ["Answer whether you can help Harrowmere with legal advice"]
    line = PackageLineFactory(package__request__officer=triage, package__request__title="Which model")
    assert waiting(triage) == ["Ask an adviser for legal advice: Which model"]
    AssignmentFactory(line=line)
    assert waiting(triage) == []


def test_erasing_somebody_who_advised_leaves_nothing_of_their_own_words(staff):
    adviser = AdviserFactory(about="Thirty years at the bar", left_at=timezone.now(), person__is_adviser=False)
    invitation = AdviserInvitationFactory(email=adviser.person.email)
    whose = Whose(person=adviser.person, emails=(adviser.person.email,), names=())
    erasing.forget_adviser(whose, timezone.now())
    erasing.forget_invitations(whose, timezone.now())
    adviser.refresh_from_db()
    invitation.refresh_from_db()
    assert (adviser.about, adviser.firm) == ("", "")
    assert invitation.state == "withdrawn" and adviser.person.email not in invitation.email


def test_addresses_of_old_invitations_are_forgotten():
    old = AdviserInvitationFactory(sent_at=timezone.now() - dt.timedelta(days=300))
    new = AdviserInvitationFactory()
    assert forget_invited_addresses(timezone.now()) == 1
    old.refresh_from_db()
    assert old.email.endswith("erased.invalid")
    assert AdviserInvitation.objects.get(pk=new.pk).email == new.email


def test_a_manager_checks_before_the_e_mail_goes(staff, sign_in):
    browser = sign_in(staff)
    typed = {
        "email": "ada@example.org",
        "kind": "external",
        "expertise": ["legal", "governance"],
        "days_a_month": "2.5",
    }
    page = browser.post(reverse("adviser_invite"), typed)
    assert "Check your answers" in page.content.decode()
    assert not AdviserInvitation.objects.exists()
    browser.post(reverse("adviser_invite"), typed | {"then": "send"})
    assert AdviserInvitation.objects.get().days_a_month == Decimal("2.5")
    wrong = browser.post(reverse("adviser_invite"), typed | {"days_a_month": "2.3"})
    assert "in halves" in wrong.content.decode()


def test_the_list_of_advisers_takes_as_many_queries_for_many(staff, sign_in, django_assert_max_num_queries):
    browser = sign_in(staff)
    AssignmentFactory()
    browser.get(reverse("adviser_list"))
    AdviserFactory.create_batch(8)
    with django_assert_max_num_queries(18):
        page = browser.get(reverse("adviser_list"))
    assert page.content.decode().count("portal-todo__item") == Adviser.objects.count()


def test_an_adviser_and_a_manager_who_change_one_entry_at_once_meet(staff, sign_in):
    adviser = AdviserFactory()
    address = reverse("adviser_change", args=[adviser.pk])
    mine, theirs = sign_in(adviser.person), sign_in(staff)
    seen = mine.get(address).context["form"].initial["seen"]
    typed = {"kind": "external", "expertise": ["legal", "governance"], "days_a_month": "4", "seen": seen}
    theirs.post(address, typed | {"firm": "Fennimore and Daughters"})
    met = mine.post(address, typed | {"firm": "Vell Partners"}).content.decode()
    assert "Someone else changed this while you were writing" in met and "Fennimore and Daughters" in met
    adviser.refresh_from_db()
    assert adviser.firm == "Fennimore and Daughters"


def test_an_adviser_who_comes_back_has_the_same_conflicts(staff):
    conflict = AdviserConflictFactory(adviser__person=with_address(is_adviser=True))
    actions.leave(adviser=conflict.adviser, by=staff, at=timezone.now())
    conflict.refresh_from_db()
    assert conflict.ended_at is None
    later = timezone.now() + dt.timedelta(days=400)
    assert delete_ended_conflicts(later) == 1


def test_a_conflict_that_staff_entered_is_not_for_the_adviser_to_end(triage, sign_in):
    adviser = AdviserFactory()
    entered = AdviserConflictFactory(adviser=adviser, said_by=triage)
    own = AdviserConflictFactory(adviser=adviser, said_by=adviser.person)
    theirs, officers = sign_in(adviser.person), sign_in(triage)
    page = theirs.get(adviser.get_absolute_url()).text
    ends = {one: reverse("adviser_conflict_end", args=[adviser.pk, one.pk]) for one in (entered, own)}
    assert ends[own] in page and ends[entered] not in page
    assert (theirs.post(ends[entered]).status_code, theirs.post(ends[own]).status_code) == (403, 302)
    entered.refresh_from_db()
    assert entered.ended_at is None
    assert officers.post(ends[entered]).status_code == 302
    entered.refresh_from_db()
    assert entered.ended_at
