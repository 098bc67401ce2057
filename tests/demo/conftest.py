"""One invented world for all tests of a module; each test's own changes are undone."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import transaction

from commissioners.models import Award, Opportunity
from consortia.models import Bid
from mutuals.models import Organisation
from partnerships_portal.demo import world
from partnerships_portal.reference.loading import load_reference

AT = dt.datetime(2026, 3, 10, 9, 30, tzinfo=dt.UTC)


def quiet(text):
    """Progress that nobody reads."""


@pytest.fixture(scope="module")
def _demo_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(at=AT)
        world.make(world.Plan(), at=AT, say=quiet)
        world.invite_people(at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo_world(_demo_world, db):
    """The world of the default size at AT, with its people."""


def content():
    """Everything that pages show of the world, without primary keys."""
    organisations = Organisation.objects.order_by("name")
    claims = "service_claims__service_area__code", "service_claims__contract", "service_claims__evidenced"
    return [
        list(organisations.values_list("name", "kind", "summary", "turnover", "founded_on", "values", "updated_at")),
        list(organisations.order_by("name", claims[0]).values_list("name", *claims)),
        list(organisations.order_by("name", "places__code").values_list("name", "places__code")),
        list(Opportunity.objects.order_by("reference", "title").values_list("title", "description", "value", "state")),
        list(Bid.objects.order_by("title", "submitted_on", "lessons").values_list("title", "state", "is_joint")),
        list(Award.objects.order_by("title", "awarded_on").values_list("title", "bids_received", "body__name")),
    ]


def seed(*arguments):
    said = io.StringIO()
    call_command("seed_demo", *arguments, stderr=said)
    return said.getvalue()
