"""Promises to whoever leaves: nothing that says who they were stays, and nothing of the organisation goes."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from mutuals.actions import invitations
from mutuals.models import (
    DeclaredPurpose,
    JoinRequest,
    Membership,
    MembershipInvitation,
    Reading,
    Registration,
    SavedComparison,
)
from partnerships_portal.accounts import erasure
from partnerships_portal.accounts.audit import checking, record
from partnerships_portal.accounts.models import AuditEvent, KnownDevice, User
from partnerships_portal.notifications.models import Notification
from tests.factories import PASSWORD, MembershipFactory, NotificationFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
NAME, EMAIL, OTHER = "Zoë O’Quill-Hartnoll", "zoe.quill@example.org", "quilly@example.net"
TRACES = ("quill", "zoë", "zoe")


@pytest.fixture
def leaver(organisation, owner):
    """An editor who has left traces in everything; the organisation has an owner beside them."""
    person = UserFactory(name=NAME, email=EMAIL)
    person.emailaddress_set.create(email=OTHER, verified=True)
    at = timezone.now()
    MembershipFactory(user=person, organisation=organisation, role="editor")
    elsewhere = OrganisationFactory()
    invitation = {"role": "viewer", "sent_at": at, "expires_at": at}
    MembershipInvitation.objects.create(
        organisation=elsewhere, email=OTHER, sent_by=owner, token_hash="a" * 64, **invitation
    )
    MembershipInvitation.objects.create(
        organisation=organisation, email="friend@example.org", sent_by=person, token_hash="b" * 64, **invitation
    )
    JoinRequest.objects.create(organisation=elsewhere, person=person, message=f"I am {NAME}", asked_at=at)
    Registration.objects.create(
        person=person, answers={"about": {"name": f"{NAME} Care"}}, started_at=at, updated_at=at
    )
    SavedComparison.objects.create(person=person, name="Zoë’s four", created_at=at)
    Reading.objects.create(at=at, reader=person, organisation=elsewhere, sections=["size"])
    DeclaredPurpose.objects.create(
        person=person, organisation=elsewhere, purpose="support", declared_at=at, expires_at=at
    )
    KnownDevice.objects.create(
        person=person, token_hash="c" * 64, described_as="Firefox", first_seen_at=at, last_seen_at=at
    )
    NotificationFactory(person=person, subject=f"Dear {NAME}")
    NotificationFactory(person=None, address=OTHER, subject="You are invited")
    about = {"body": f"Write to {EMAIL.upper()}, that is {NAME}.", "because": f"{NAME} asks"}
    NotificationFactory(person=owner, subject=f"{NAME} asks to join", created_at=at, **about)
    record(actor=person, action="name_changed", target=person, at=at, fields=["name"])
    return person


def traces_in_database() -> list[str]:
    """Every text in any table that still names the person."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('text', 'character varying', 'jsonb', 'ARRAY', 'tsvector', 'inet', 'USER-DEFINED')"
        )
        for table, column in cursor.fetchall():
            for trace in TRACES:
                cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE %s', [f"%{trace}%"])
                found += [f"{table}.{column}: {trace}"] * cursor.fetchone()[0]
    return found


def erase(person):
    erasure.erase(person=person, by=person, at=timezone.now())


def test_after_erasure_no_text_in_the_database_names_the_person(leaver, sign_in):
    sign_in(leaver)
    assert len(traces_in_database()) >= 10, "they are all over the place"
    erase(leaver)
    assert traces_in_database() == []


def test_what_belongs_to_the_person_alone_is_gone_and_what_they_did_stays(leaver, organisation, owner):
    erase(leaver)
    gone = (Membership.objects.filter(user=leaver), leaver.emailaddress_set, leaver.known_devices, leaver.notifications)
    gone += (leaver.join_requests, leaver.comparisons, leaver.registrations)
    assert not any(rows.exists() for rows in gone)
    assert Reading.objects.filter(reader=leaver).exists()
    assert MembershipInvitation.objects.get(sent_by=leaver).email == "friend@example.org", "another person’s"
    assert MembershipInvitation.objects.get(sent_by=owner).state == "withdrawn"
    assert str(User.objects.get(pk=leaver.pk)) == "A former member"
    told = Notification.objects.get(person=owner, subject__contains="asks to join")
    assert told.subject == "A former member asks to join"
    assert told.body == "Write to A former member, that is A former member."


def test_audit_trail_stays_as_it_was_written(leaver, organisation):
    before = AuditEvent.objects.get(action="name_changed")
    erase(leaver)
    after = AuditEvent.objects.get(action="name_changed")
    assert (after.signature, after.actor_id) == (before.signature, leaver.pk)
    assert AuditEvent.objects.get(action="member_left").target_id == organisation.pk
    assert AuditEvent.objects.get(action="person_erased").actor_id == leaver.pk
    assert not checking.check(at=timezone.now()).trouble


def test_person_who_is_erased_cannot_sign_in_and_all_their_sessions_end(leaver, sign_in, client):
    there = sign_in(leaver)
    assert there.get(reverse("inbox")).status_code == 200
    erase(leaver)
    assert there.get(reverse("inbox")).status_code == 302
    assert not any(s.get_decoded().get("_auth_user_id") == str(leaver.pk) for s in Session.objects.all())
    answer = client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})
    assert "is wrong" in answer.content.decode()


def test_somebody_with_a_name_inside_a_word_does_not_spoil_other_messages(owner, stranger):
    stranger.name = "Ann"
    stranger.save()
    at = timezone.now()
    record(actor=stranger, action="join_request_made", target=stranger, at=at)
    NotificationFactory(person=owner, subject="Annual report: Ann, of Ann.", body="ann and Joanna", created_at=at)
    erase(stranger)
    told = Notification.objects.get(person=owner)
    assert told.subject == "Annual report: A former member, of A former member."
    assert told.body == "A former member and Joanna"


def test_somebody_who_takes_the_name_of_an_organisation_cannot_take_it_out_of_the_messages_of_others(owner, stranger):
    stranger.name = "Harrowmere Community Health"
    stranger.save()
    record(actor=stranger, action="name_changed", target=stranger, at=timezone.now(), fields=["name"])
    NotificationFactory(person=owner, subject="You are now owner of Harrowmere Community Health")
    erase(stranger)
    assert Notification.objects.get(person=owner).subject == "You are now owner of Harrowmere Community Health"


def test_address_that_was_never_confirmed_takes_nothing_from_whose_it_is(owner, organisation, stranger):
    stranger.emailaddress_set.create(email="victim@example.org", verified=False)
    at = timezone.now()
    invitations.invite(organisation, addresses=["victim@example.org"], role="editor", by=owner, at=at)
    erase(stranger)
    assert MembershipInvitation.objects.get().state == "sent"
    assert Notification.objects.filter(address="victim@example.org").exists()
    assert not EmailAddress.objects.filter(email="victim@example.org").exists()


def test_only_owner_is_told_to_make_somebody_else_owner_first(owner, organisation, sign_in):
    MembershipFactory(organisation=organisation, role="owner", user=UserFactory(is_active=False))
    with pytest.raises(erasure.CannotErase, match=f"only owner of {organisation}"):
        erase(owner)
    page = reauthenticated(sign_in(owner)).get(reverse("account_delete")).content.decode()
    assert f"You are the only owner of {organisation}" in page and "Delete my account for good" not in page
    reauthenticated(sign_in(owner)).post(reverse("account_delete"), {"sure": "on"})
    owner.refresh_from_db()
    assert not owner.is_erased


def test_owner_beside_another_may_go(owner, organisation):
    MembershipFactory(organisation=organisation, role="owner")
    erase(owner)
    assert organisation.memberships.filter(role="owner").count() == 1


def test_programme_staff_must_be_let_go_first(triage):
    with pytest.raises(erasure.CannotErase, match="Ask a programme manager to end your role first"):
        erase(triage)


def test_two_who_own_it_together_cannot_both_go(owner, organisation):
    second = MembershipFactory(organisation=organisation, role="owner").user
    erase(second)
    with pytest.raises(erasure.CannotErase):
        erase(owner)


def test_erasing_twice_changes_nothing_more(leaver):
    erase(leaver)
    email = User.objects.get(pk=leaver.pk).email
    assert re.fullmatch(r"erased-[0-9a-f]{16}@erased\.invalid", email)
    assert erasure.erase(person=leaver, by=None, at=timezone.now()) is False
    assert User.objects.get(pk=leaver.pk).email == email


def test_last_message_goes_to_the_old_address(leaver, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase(leaver)
    assert [message.to for message in mailoutbox] == [[EMAIL]]
    assert "is deleted, as you asked" in mailoutbox[0].body


def test_mail_server_that_is_away_does_not_keep_anybody_from_going(
    leaver, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "no.such.Backend"
    with django_capture_on_commit_callbacks(execute=True):
        erase(leaver)
    assert traces_in_database() == []


def test_request_by_letter_is_served_by_a_command(leaver, capsys, monkeypatch):
    with pytest.raises(CommandError, match="Nobody has an account with nobody@example"):
        call_command("erase_person", "nobody@example.org")
    monkeypatch.setattr("builtins.input", lambda _: "no")
    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_person", OTHER)
    call_command("erase_person", f" {OTHER.upper()} ", "--yes")
    assert traces_in_database() == []
    assert AuditEvent.objects.get(action="person_erased").actor is None
    assert "is erased" in capsys.readouterr().out


def test_command_says_what_stands_in_the_way(owner, organisation):
    with pytest.raises(CommandError, match="only owner of"):
        call_command("erase_person", owner.email, "--yes")


def reauthenticated(client):
    """The browser of a person who has just typed the password again."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse("personal_data")})
    return client


def test_deleting_the_account_asks_for_the_password_and_for_a_tick(leaver, sign_in):
    client = sign_in(leaver)
    address = reverse("account_delete")
    assert client.get(address)["Location"].startswith(reverse("account_reauthenticate"))
    reauthenticated(client)
    assert "Tick the box to say" in client.post(address, {}).content.decode()
    leaver.refresh_from_db()
    assert not leaver.is_erased
    answer = client.post(address, {"sure": "on"}, follow=True)
    assert "Your account is deleted" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert traces_in_database() == []


def test_session_of_long_ago_is_not_enough(leaver, sign_in):
    client = reauthenticated(sign_in(leaver))
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= dt.timedelta(hours=1).total_seconds()
    session.save()
    for name in ("account_delete", "personal_data_export"):
        assert client.get(reverse(name)).status_code == 302
