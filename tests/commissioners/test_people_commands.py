"""Promises about how people come to act for organisations and bodies that are there already."""

import re

import pytest
from django.core.management import CommandError, call_command

from commissioners.models import CommissioningBody
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.notifications.models import Notification
from tests.factories import LocalAuthorityFactory

pytestmark = pytest.mark.django_db


def events(target) -> list[dict]:
    of_target = AuditEvent.objects.filter(target_kind=target._meta.label_lower, target_id=target.pk)
    return list(of_target.order_by("pk").values_list("details", flat=True))


def test_person_joins_an_organisation_and_is_told(stranger, organisation, capsys):
    call_command("add_member", stranger.email, "--organisation", str(organisation.pk), "--role", "editor")
    assert stranger.has_perm("mutuals.edit_organisation", organisation)
    assert capsys.readouterr().out == f"{stranger.email} is now editor of {organisation}.\n"
    assert events(organisation) == [{"person": stranger.pk, "role": "editor"}]
    assert Notification.objects.get(person=stranger).subject == f"You are now editor of {organisation}"


def test_person_becomes_a_commissioner_and_is_told(stranger, commissioner, capsys):
    body = commissioner.body_memberships.get().body
    call_command("add_member", stranger.email, "--body", str(body.pk), "--role", "owner")
    assert stranger.has_perm("commissioners.create_opportunity", body)
    assert capsys.readouterr().out == f"{stranger.email} is now owner of {body}.\n"
    assert events(body) == [{"person": stranger.pk, "role": "owner"}]
    assert Notification.objects.get(person=stranger).url == body.get_absolute_url()


@pytest.mark.parametrize("place", ["organisation", "body"])
def test_repeating_it_changes_nothing_and_another_role_replaces_the_first(
    place, stranger, organisation, commissioner, capsys
):
    target = organisation if place == "organisation" else commissioner.body_memberships.get().body
    for role in ("viewer", "viewer", "owner"):
        call_command("add_member", stranger.email, f"--{place}", str(target.pk), "--role", role)
    assert [line.split()[2] for line in capsys.readouterr().out.splitlines()] == ["now", "already", "now"]
    assert target.memberships.get(user=stranger).role == "owner"
    assert [event["role"] for event in events(target)] == ["viewer", "owner"]
    assert Notification.objects.filter(person=stranger).count() == 2


@pytest.mark.parametrize(("place", "what"), [("organisation", "organisation"), ("body", "commissioning body")])
def test_unknown_number_says_where_to_look(place, what, stranger):
    with pytest.raises(CommandError, match=f"There is no {what} 999999. Look up its number in the address"):
        call_command("add_member", stranger.email, f"--{place}", "999999", "--role", "viewer")


def test_person_must_sign_up_first(organisation):
    with pytest.raises(CommandError, match="Ask the person to sign up first"):
        call_command("add_member", "nobody@example.org", "--organisation", str(organisation.pk), "--role", "viewer")


def test_body_is_added_once_and_its_number_is_told(stranger, capsys):
    cornwall = LocalAuthorityFactory(code="E06000052", name="Cornwall")
    call_command("add_body", "Cornwall  Council", "--kind", "council", "--buyer-class", "sub_central")
    call_command("add_body", "cornwall council", "--kind", "other")
    body = CommissioningBody.objects.get()
    assert (body.name, body.kind, body.buyer_class) == ("Cornwall Council", "council", "sub_central")
    assert list(body.places.all()) == [cornwall]
    assert re.findall(r"is (\w+) commissioning body (\d+)", capsys.readouterr().out) == [
        ("now", str(body.pk)),
        ("already", str(body.pk)),
    ]
    assert events(body) == [{}]


@pytest.mark.parametrize("name", ["  ", "x" * 251])
def test_body_needs_a_name_of_usable_length(name):
    with pytest.raises(CommandError, match="Give the name of the body"):
        call_command("add_body", name, "--kind", "council")
