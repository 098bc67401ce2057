"""Promises about how long it is kept who agreed, and who released what."""

import datetime as dt

import pytest
from django.utils import timezone

from consortia.models import AgreementAcceptance, SectionRelease
from consortia.retention import disclosure as retention
from partnerships_portal.accounts import erasure
from partnerships_portal.accounts.audit import record
from tests.factories import UserFactory
from tests.factories.disclosure import partners

from .disclosing import dissolve, leave

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def consortium(organisation, other_organisation):
    return partners(organisation, other_organisation)


def names() -> set[str]:
    return set(AgreementAcceptance.objects.values_list("name", flat=True))


def test_names_are_forgotten_when_the_promise_cannot_be_relied_on_any_more(consortium):
    leave(consortium.members.first())
    end = timezone.now() + dt.timedelta(days=retention.SIGNATURES.days)
    assert retention.forget_old_signatures(end - DAY) == 0
    assert retention.forget_old_signatures(end + DAY) == 1
    assert names() == {"", "Ruth Okafor"} and AgreementAcceptance.objects.count() == 2


def test_names_are_forgotten_when_the_consortium_was_dissolved_long_ago(consortium):
    end = timezone.now() + dt.timedelta(days=retention.SIGNATURES.days)
    assert retention.forget_old_signatures(end + DAY) == 0
    dissolve(consortium.members.first())
    record(actor=None, action="consortium_dissolved", target=consortium, at=timezone.now())
    assert retention.forget_old_signatures(end + DAY) == 2


def test_releases_go_when_they_ended_long_ago_and_not_before(consortium):
    first = consortium.members.first()
    leave(first)
    end = timezone.now() + dt.timedelta(days=retention.TAKEN_BACK.days)
    assert retention.delete_old_releases(end - DAY) == 0
    assert retention.delete_old_releases(end + DAY)
    assert not SectionRelease.objects.filter(member=first).exists() and SectionRelease.objects.exists()


def test_who_signed_can_still_be_told_when_they_deleted_their_account(consortium):
    person = UserFactory(name="Zoë Quill")
    AgreementAcceptance.objects.update(accepted_by=person, name="Zoë Quill")
    erasure.erase(person=person, by=person, at=timezone.now())
    assert names() == {"Zoë Quill"}
