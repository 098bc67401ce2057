"""Promises of the invented world: repeatable, invented, complete, and gone when it is told to go."""

import re

import pytest
from django.db import connection

from commissioners.models import Award, CommissioningBody, Opportunity
from consortia.models import Bid, Consortium
from mutuals.models import Membership, Network, Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.changes.models import Change
from partnerships_portal.demo import world

from .conftest import AT, content, seed

pytestmark = pytest.mark.usefixtures("demo_world")

TABLES = (Organisation, CommissioningBody, Opportunity, Bid, Award, Consortium)


def test_second_run_changes_nothing_and_says_so(settings):
    settings.DEMO = True
    before = content(), User.objects.count(), Change.objects.count()
    assert "already here: 180 organisations and 81 opportunities. Nothing was changed" in seed()
    assert (content(), User.objects.count(), Change.objects.count()) == before


def test_reset_builds_the_world_anew_and_leaves_what_is_real(settings):
    settings.DEMO = True
    real = Organisation.objects.create(name="A real organisation", kind="charity", created_at=AT, updated_at=AT)
    seed("--reset", "--organisations", "60", "--opportunities", "10")
    assert Organisation.objects.filter(is_demo=True).count() == 60
    assert Organisation.objects.filter(pk=real.pk).exists()
    assert Membership.objects.filter(user__email="owner.demo@example.org", organisation__is_demo=True).exists()


def test_everything_of_the_world_is_marked_as_demo_and_can_be_removed():
    for table in TABLES:
        assert table.objects.exists() and not table.objects.filter(is_demo=False).exists(), table
    world.remove()
    for table in (*TABLES, Network):
        assert not table.objects.exists(), table


def test_removal_takes_what_was_made_on_the_world_with_it():
    body = CommissioningBody.objects.filter(is_demo=True).first()
    organisation = Organisation.objects.filter(is_demo=True).first()
    opportunity = Opportunity.objects.create(body=body, title="Made since", created_at=AT, updated_at=AT)
    bid = Bid.objects.create(body=body, opportunity=opportunity, title="Made since")
    bid.participants.create(organisation=organisation)
    world.remove()
    assert not Organisation.objects.exists() and not Bid.objects.exists() and not Opportunity.objects.exists()


def test_new_world_is_marked_as_changed_once():
    assert Change.objects.filter(kind="everything").count() == 1


def test_addresses_are_under_example_domains():
    addresses = [
        *Organisation.objects.exclude(website="").values_list("website", flat=True),
        *CommissioningBody.objects.exclude(website="").values_list("website", flat=True),
    ]
    assert addresses and all(re.fullmatch(r"https://[a-z0-9-]{1,63}\.example\.org", each) for each in addresses)
    assert all(user.email.endswith("@example.org") for user in User.objects.all())
    texts = " ".join(Organisation.objects.values_list("summary", flat=True))
    assert "@" not in texts and "http" not in texts


def test_organisations_have_different_names_and_texts():
    organisations = Organisation.objects.exclude(summary="")
    assert Organisation.objects.values("name").distinct().count() == 180
    assert organisations.values("summary").distinct().count() == organisations.count()
    assert Opportunity.objects.values("description").distinct().count() > 75


def test_nobody_claims_a_registration_number_or_an_address_that_could_be_real():
    assert not Organisation.objects.exclude(company_number="", charity_number="", base_postcode="").exists()


def test_rows_that_were_copied_keep_every_constraint():
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    for each in Organisation.objects.filter(is_demo=True)[:20]:
        each.full_clean()
