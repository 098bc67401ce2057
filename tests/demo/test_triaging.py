"""What programme staff of the demonstration find in their queue on a morning."""

import pytest

from mutuals.models import Organisation
from partnerships_portal.demo import triaging
from support_requests.models import SupportRequest
from support_requests.triage.related import related_to
from tests.demo.conftest import AT

pytestmark = pytest.mark.usefixtures("demo_world")


@pytest.fixture
def told():
    return SupportRequest.objects.filter(title__in=[said.title for said in triaging.TOLD])


def test_queue_has_requests_that_nobody_took_that_wait_are_late_and_were_declined(told):
    assert told.undecided().filter(officer=None).exists()
    assert told.exclude(waiting_since=None).exists()
    assert told.undecided().filter(waiting_since=None, decision_due_at__lt=AT).exists()
    declined = told.get(state="declined")
    assert declined.reason and declined.given_pointers.exists()


def test_two_of_one_organisation_are_alike(told):
    one = told.get(title="What should our part of the bid cost?")
    found = {row.request.title: row.why for row in related_to(one, user=told.exclude(officer=None)[0].officer)}
    assert len(found["A price for our part of a larger bid"]) == 2


def test_they_are_made_once_and_removed(told):
    number = told.count()
    triaging.ensure(first=told.first().organisation, at=AT)
    assert told.count() == number == len(triaging.TOLD)
    triaging.remove(Organisation.objects.filter(is_demo=True))
    assert not told.exists()
