"""How contested it was before: beside the score, what the buyer's latest awards of these services drew."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.models import Award, CommissioningBody
from consortia.matching.tender_facts import tender_facts
from consortia.matching.tender_reasons import tender_reasons
from tests.factories import BodyFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def nursing():
    return ServiceAreaFactory(name="Nursing")


@pytest.fixture
def tender(nursing):
    return OpportunityFactory(services=[nursing])


def award(body, service, bids, year=2024):
    made = Award.objects.create(body=body, title="Before", awarded_on=dt.date(year, 3, 1), bids_received=bids)
    made.services.set([service])
    return made


def said(tender) -> str:
    """The sentence about competition."""
    facts = tender_facts(OrganisationFactory(), [tender], timezone.now())[tender.pk]
    parts = dict.fromkeys(("geography", "size", "service", "competition", "commissioner", "history"), 0.5)
    return next(reason.text for reason in tender_reasons(facts, parts, 0) if reason.determinant == "competition")


def test_nothing_is_said_where_no_number_of_bids_is_known(tender, nursing):
    award(tender.body, nursing, None)
    assert "bid" not in said(tender)


def test_bids_of_the_latest_awards_are_named_newest_first(tender, nursing):
    for year, bids in ((2021, 9), (2022, 5), (2023, 1), (2024, 3)):
        award(tender.body, nursing, bids, year)
    assert said(tender).endswith("The latest 3 awards of these services by this commissioner drew 3, 1 and 5 bids.")


def test_one_award_is_said_as_one(tender, nursing):
    award(tender.body, nursing, 1)
    assert said(tender).endswith("The latest award of these services by this commissioner drew 1 bid.")


def test_awards_of_other_services_and_other_buyers_do_not_count(tender, nursing):
    award(tender.body, ServiceAreaFactory(), 4)
    award(BodyFactory(), nursing, 4)
    assert "bid" not in said(tender)


def test_a_body_that_the_buyer_follows_counts_as_the_buyer(tender, nursing):
    before = BodyFactory()
    CommissioningBody.objects.filter(pk=before.pk).update(successor=tender.body)
    award(before, nursing, 2)
    assert "drew 2 bids" in said(tender)


def test_an_award_of_two_services_is_named_once(nursing):
    therapies = ServiceAreaFactory()
    tender = OpportunityFactory(services=[nursing, therapies])
    award(tender.body, nursing, 6).services.add(therapies)
    assert "The latest award of these services by this commissioner drew 6 bids." in said(tender)
