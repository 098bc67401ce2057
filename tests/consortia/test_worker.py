"""Matching by a real Celery worker: soon, and nothing lost whatever dies.

Each test has a broker of its own, so that it may be emptied, and a worker of its own, so that it may be killed.
"""

import time

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.models import ConsortiumMatch, PartnerMatch, Scope, TenderMatch
from partnerships_portal.changes.actions import mark
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    StandingConsortiumFactory,
)
from tests.real_worker import forget_connections, kill, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_worker]


@pytest.fixture
def couple(transactional_db):
    """Two organisations and an opportunity that matches both."""
    areas, place = [ServiceAreaFactory(), ServiceAreaFactory()], LocalAuthorityFactory()
    organisations = [OrganisationFactory(services=[area], places=[place]) for area in areas]
    opportunity = OpportunityFactory(services=areas, places=[place])
    return organisations, opportunity


def everything_is_matched() -> bool:
    return (
        TenderMatch.objects.count() == 2
        and PartnerMatch.objects.count() == 2
        and Scope.objects.count() == 2
        and not Change.objects.exists()
    )


def test_a_published_opportunity_is_matched_within_a_minute(couple, start_worker):
    _, opportunity = couple
    start_worker()
    mark(kind="opportunity", object_id=opportunity.pk, at=timezone.now())
    wait_until(everything_is_matched, "the nudged worker to match")


def test_nothing_is_lost_when_redis_is_emptied(couple, start_worker, broker):
    _, opportunity = couple
    mark(kind="opportunity", object_id=opportunity.pk, at=timezone.now())
    assert broker.llen("celery") == 1
    broker.flushall()
    start_worker(sweep=True)
    wait_until(everything_is_matched, "the sweep to find the change")


def test_nothing_is_lost_when_redis_does_not_answer(couple, start_worker, broker, monkeypatch):
    _, opportunity = couple
    with monkeypatch.context() as patch:
        patch.setenv("CELERY_BROKER_URL", "redis+socket:///nowhere/at/all")
        forget_connections()
        mark(kind="opportunity", object_id=opportunity.pk, at=timezone.now())
    start_worker(sweep=True)
    wait_until(everything_is_matched, "the sweep to find the change")


@pytest.fixture
def stuck():
    """Another session that keeps writers of scopes waiting: a worker stops in the middle of its transaction."""
    settings = connection.get_connection_params()
    other = psycopg2.connect(**{name: value for name, value in settings.items() if name != "cursor_factory"})
    other.cursor().execute("LOCK TABLE consortia_scope IN SHARE MODE")
    yield other
    other.close()


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'consortia_scope'::regclass")
        return cursor.fetchone()[0] > 0


def test_nothing_is_lost_when_the_worker_is_killed_in_the_middle_of_writing(couple, start_worker, stuck):
    _, opportunity = couple
    worker = start_worker()
    mark(kind="opportunity", object_id=opportunity.pk, at=timezone.now())
    wait_until(someone_waits, "the worker to be in the middle of writing")
    kill(worker)
    stuck.rollback()
    assert Change.objects.count() == 1
    assert not TenderMatch.objects.exists()
    start_worker(sweep=True)
    wait_until(everything_is_matched, "the next worker to take over")


def test_nothing_is_lost_when_the_worker_is_killed_and_redis_emptied_again_and_again(couple, start_worker, broker):
    organisations, opportunity = couple
    for delay in (0.5, 1.5, 2.0, 2.5, 3.0):
        worker = start_worker(sweep=True)
        mark(kind="organisation", object_id=organisations[0].pk, at=timezone.now())
        mark(kind="opportunity", object_id=opportunity.pk, at=timezone.now())
        time.sleep(delay)
        kill(worker)
        broker.flushall()
        assert Change.objects.exists() or everything_is_matched()
    start_worker(sweep=True)
    wait_until(everything_is_matched, "the last worker to make good")


def test_a_consortium_that_stays_together_is_matched_by_the_worker_and_its_people_are_told(couple, start_worker):
    organisations, opportunity = couple
    person = MembershipFactory(organisation=organisations[0], role="owner").user
    Opportunity.objects.filter(pk=opportunity.pk).update(openness="welcomed")
    consortium = StandingConsortiumFactory(of=organisations)
    start_worker()
    mark(kind="opportunity", object_id=opportunity.pk, at=timezone.now())
    wait_until(lambda: ConsortiumMatch.objects.filter(consortium=consortium).exists(), "the worker to match it")
    told = Notification.objects.filter(event="new_consortium_match", person=person)
    wait_until(told.exists, "its people to be told")
