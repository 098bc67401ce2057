"""Promises about how the first people of the programme come to be."""

import pytest
from django.core.management import CommandError, call_command

from partnerships_portal.accounts.models import AuditEvent, User
from tests.factories import UserFactory
from tests.signing_in import give_app

pytestmark = pytest.mark.django_db


def given() -> list:
    return list(AuditEvent.objects.filter(action="programme_role_given").values_list("actor", "details"))


@pytest.mark.parametrize("role", ["triage_officer", "programme_manager", "analyst"])
def test_person_who_signed_up_becomes_programme_staff(role, capsys):
    person = UserFactory(email="amina@example.org")
    call_command("add_staff", " Amina@Example.org", "--role", role)
    person.refresh_from_db()
    assert person.is_programme_staff and person.programme_role == role
    assert capsys.readouterr().out.startswith("amina@example.org is now ")
    assert given() == [(None, {"role": role})]


def test_command_says_that_a_second_step_is_needed_until_there_is_one(capsys):
    person = UserFactory()
    call_command("add_staff", person.email, "--role", "analyst")
    assert "asks for a second step" in capsys.readouterr().out
    give_app(person)
    call_command("add_staff", person.email, "--role", "analyst")
    assert "second step" not in capsys.readouterr().out


def test_repeating_it_changes_nothing_and_another_role_replaces_the_first(capsys):
    person = UserFactory()
    for _ in range(2):
        call_command("add_staff", person.email, "--role", "analyst")
    assert "is already analyst" in capsys.readouterr().out
    assert len(given()) == 1
    call_command("add_staff", person.email, "--role", "triage_officer")
    assert User.objects.get().programme_role == "triage_officer"
    assert len(given()) == 2


def test_person_must_sign_up_first():
    with pytest.raises(CommandError, match=r"Nobody has signed up as amina@example\.org\. Ask the person to sign up"):
        call_command("add_staff", "amina@example.org", "--role", "analyst")


def test_address_must_be_confirmed_first():
    UserFactory(email="amina@example.org", verified_email=False)
    with pytest.raises(CommandError, match="open the link that the portal sent"):
        call_command("add_staff", "amina@example.org", "--role", "analyst")
    assert not User.objects.get().programme_role


def test_closed_account_is_given_nothing():
    person = UserFactory(is_active=False)
    with pytest.raises(CommandError, match="is closed"):
        call_command("add_staff", person.email, "--role", "analyst")
