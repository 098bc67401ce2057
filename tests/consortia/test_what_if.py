"""What-if answers what saving would bring, and changes nothing."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia.matching import running
from consortia.models import SetAside, TenderMatch
from consortia.what_if.asking import Addition, best_ideas, what_if
from mutuals.models import Organisation, ServiceClaim
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.models import Change
from tests.factories import (
    LocalAuthorityFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    SetAsideFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sector(organisation):
    """The organisation nurses in Ambermoor; tenders ask for more, and for others who are there too."""
    nursing, therapies, school = (ServiceAreaFactory(name=name) for name in ("Nursing", "Therapies", "School nursing"))
    here, there = LocalAuthorityFactory(name="Ambermoor"), LocalAuthorityFactory(name="Torridge")
    organisation.service_claims.create(service_area=nursing)
    organisation.places.set([here])
    Organisation.objects.filter(pk=organisation.pk).update(turnover=800_000, turnover_band=1)
    draw = random.Random(5)
    for _ in range(6):
        OrganisationFactory(services=draw.sample([nursing, therapies, school], 2), places=[draw.choice([here, there])])
    ask = {
        "Both": OpportunityFactory(title="Both", services=[nursing, therapies], places=[here]),
        "Farther": OpportunityFactory(title="Farther", services=[nursing], places=[here, there]),
        "Larger": OpportunityFactory(title="Larger", services=[nursing], places=[here], minimum_turnover=2_000_000),
        "All": OpportunityFactory(
            title="All", services=[nursing, therapies, school], places=[here, there], minimum_turnover=2_000_000
        ),
        "Mine": OpportunityFactory(title="Mine", services=[nursing], places=[here]),
    }
    running.full_run(at=timezone.now())
    organisation.refresh_from_db()
    return ask, therapies, there


def titles(rises):
    return {one.finding.opportunity.title for one in rises}


@pytest.mark.parametrize(("what", "comes"), [("service", {"Both"}), ("place", {"Farther"}), ("turnover", {"Larger"})])
def test_each_addition_brings_what_it_alone_was_lacking_for(organisation, sector, what, comes):
    _, therapies, there = sector
    given = {"service": therapies, "place": there, "turnover": 2_500_000}[what]
    answer = what_if(organisation, Addition(**{what: given}), timezone.now())
    assert titles(answer.reached) == comes and answer.count == 1
    assert all(not one.finding.lacks for one in answer.reached)
    assert "All" in titles(answer.closer) and "Mine" not in titles(answer.reached)
    assert all(one.finding.lacks for one in answer.closer)


def test_what_is_said_is_what_saving_brings(organisation, sector):
    _, therapies, there = sector
    at = timezone.now()
    answer = what_if(organisation, Addition(service=therapies, place=there, turnover=2_500_000), at)
    said = {one.finding.opportunity.pk: one.finding.match for one in [*answer.reached, *answer.closer]}
    ServiceClaim.objects.create(organisation=organisation, service_area=therapies)
    organisation.places.add(there)
    Organisation.objects.filter(pk=organisation.pk).update(turnover=2_500_000, turnover_band=3)
    running.full_run(at=at)
    assert len(said) >= 3
    for kept in TenderMatch.objects.filter(organisation=organisation, opportunity__in=said):
        match = said[kept.opportunity_id]
        assert (match.point, match.low, match.high) == (kept.point, kept.low, kept.high)


def test_asking_changes_nothing_and_leaves_no_trace(organisation, sector):
    _, therapies, there = sector
    Change.objects.all().delete()
    before = Organisation.objects.values().get(pk=organisation.pk), AuditEvent.objects.count()
    what_if(organisation, Addition(therapies, there, 9_000_000), timezone.now())
    assert (Organisation.objects.values().get(pk=organisation.pk), AuditEvent.objects.count()) == before
    assert organisation.turnover == before[0]["turnover"]
    assert list(organisation.places.all()) != [] and there not in organisation.places.all()
    assert not ServiceClaim.objects.filter(organisation=organisation, service_area=therapies).exists()
    assert not Change.objects.exists()


def test_what_was_set_aside_is_not_told(editor, organisation, sector):
    ask, therapies, _ = sector
    SetAsideFactory(organisation=organisation, opportunity=ask["Both"], by=editor)
    assert SetAside.objects.exists()
    assert not what_if(organisation, Addition(service=therapies), timezone.now()).reached


def test_the_best_ideas_are_those_that_alone_suffice(organisation, sector):
    _, therapies, there = sector
    services, places = best_ideas(organisation, timezone.now())
    assert [(one.pk, one.count) for one in services] == [(therapies.pk, 1)]
    assert [(one.pk, one.count) for one in places] == [(there.pk, 1)]


def test_a_member_tries_it_on_the_page(viewer, organisation, sector, sign_in):
    _, therapies, _ = sector
    client, address = sign_in(viewer), reverse("organisation_what_if", args=[organisation.pk])
    start = client.get(address).content.decode()
    assert "What would bring most" in start and f"?service={therapies.pk}" in start
    page = client.get(address, {"service": therapies.pk}).content.decode()
    assert "1 tender would come within your reach" in page and "Both" in page
    assert "Choose a service or a place, or enter a turnover" in client.get(address, {"service": ""}).content.decode()
    larger = client.get(address, {"turnover": "2,500,000"}).content.decode()
    assert "With a turnover of £2,500,000" in larger and "Larger" in larger
    wrong = client.get(address, {"turnover": "much", "service": therapies.pk}).content.decode()
    assert "There is a problem" in wrong and 'value="much"' in wrong
    assert f'value="{therapies.pk}" selected' in wrong


def test_asking_very_often_is_refused(viewer, organisation, sign_in):
    client, address = sign_in(viewer), reverse("organisation_what_if", args=[organisation.pk])
    answers = [client.get(address).status_code for _ in range(41)]
    assert answers[0] == 200 and answers[-1] == 429


def test_the_number_of_queries_does_not_grow_with_tenders(organisation, sector):
    _, therapies, _ = sector
    here = organisation.places.get()
    nursing = organisation.service_claims.get().service_area

    def queries():
        with CaptureQueriesContext(connection) as made:
            answer = what_if(organisation, Addition(service=therapies), timezone.now())
        return len(made), answer.count

    few, _ = queries()
    for _ in range(8):
        OpportunityFactory(services=[nursing, therapies], places=[here])
    many, count = queries()
    assert count == 9 and many == few
