"""Packages end once, and nobody goes on working on one that ended."""

import datetime as dt

import pytest
from django.utils import timezone

from partnerships_portal.notifications.models import Notification
from support_requests.actions import packages
from support_requests.models import Assignment, SupportRequest
from tests.factories import UserFactory
from tests.factories.support import AssignmentFactory, PackageFactory, PackageLineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def package():
    return PackageFactory()


def test_whoever_advised_is_taken_off_and_told_once_when_a_package_ends(package):
    agreed = AssignmentFactory(line__package=package)
    asked = AssignmentFactory(line=PackageLineFactory(package=package, support_type="governance"), state="offered")
    declined = AssignmentFactory(line=asked.line, state="declined")
    by, at = UserFactory(), timezone.now()

    assert packages.end_package(package, by=by, at=at)
    assert not packages.end_package(package, by=by, at=at + dt.timedelta(minutes=1))

    package.refresh_from_db()
    assert package.ended_at == at
    for one, state in ((agreed, "withdrawn"), (asked, "withdrawn"), (declined, "declined")):
        one.refresh_from_db()
        assert one.state == state
    told = Notification.objects.filter(event="advising_withdrawn")
    assert {one.person for one in told} == {agreed.adviser.person, asked.adviser.person}
    assert told.count() == 2


def test_an_adviser_of_a_package_that_ended_sees_its_request_no_more(package):
    assignment = AssignmentFactory(line__package=package)
    person = assignment.adviser.person
    assert SupportRequest.objects.visible_to(person).filter(pk=package.request_id).exists()
    packages.end_package(package, by=UserFactory(), at=timezone.now())
    assert not SupportRequest.objects.visible_to(person).filter(pk=package.request_id).exists()
    assert not Assignment.objects.live().exists()
