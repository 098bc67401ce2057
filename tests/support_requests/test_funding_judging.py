"""Whoever competes in a funding round does not judge the others, and is not asked to."""

from decimal import Decimal

import pytest
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.notifications.models import Notification
from support_requests.actions import funding, funding_rounds
from support_requests.funding import awaiting
from tests.factories import MembershipFactory
from tests.factories.funding import FundingApplicationFactory, FundingRoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed():
    return FundingRoundFactory(state="closed")


def waits_for(officer) -> bool:
    return any(queue.counted.exists() for queue in awaiting.of_person(Asker(officer), timezone.now()))


def test_officer_of_an_applicant_neither_scores_nor_decides_nor_is_asked_to(closed, triage, staff, organisation):
    others = FundingApplicationFactory(round=closed, state="submitted")
    assert waits_for(triage)
    MembershipFactory(organisation=organisation, user=triage, role="viewer")
    FundingApplicationFactory(round=closed, organisation=organisation, state="submitted")
    at = timezone.now()
    with pytest.raises(NotPossible, match="An organisation of yours applies"):
        funding.assess(application=others, scores={}, by=triage, at=at)
    with pytest.raises(NotPossible, match="An organisation of yours applies"):
        funding.decide(application=others, awarded=Decimal(100), reason="Good.", by=triage, at=at)
    others.refresh_from_db()
    assert others.state == "submitted"
    assert not waits_for(triage) and waits_for(staff)


@pytest.mark.parametrize("own", ["submitted", "draft"])
def test_officer_of_an_applicant_neither_reads_nor_is_told_of_others(own, sign_in, triage, staff, organisation):
    MembershipFactory(organisation=organisation, user=triage, role="viewer")
    rounds = FundingApplicationFactory(organisation=organisation, state=own).round
    others = FundingApplicationFactory(round=rounds, state="draft")
    funding.send(application=others, seen=1, by=others.begun_by, at=timezone.now())
    browser = sign_in(triage)
    assert browser.get(others.get_absolute_url()).status_code == 404
    assert str(others.organisation) not in browser.get(rounds.get_absolute_url()).content.decode()
    assert sign_in(staff).get(others.get_absolute_url()).status_code == 200
    told = Notification.objects.filter(event="funding_application_arrived")
    assert [one.person for one in told] == [staff]


def test_officer_of_one_that_still_writes_does_not_score_others(triage, organisation):
    MembershipFactory(organisation=organisation, user=triage, role="viewer")
    others = FundingApplicationFactory()
    FundingApplicationFactory(organisation=organisation, round=others.round, state="draft")
    with pytest.raises(NotPossible):
        funding.assess(application=others, scores={}, by=triage, at=timezone.now())


def test_manager_of_an_applicant_does_not_close_the_round_before_its_time(staff, organisation):
    MembershipFactory(organisation=organisation, user=staff, role="viewer")
    running = FundingApplicationFactory(organisation=organisation).round
    with pytest.raises(NotPossible, match="a colleague closes it"):
        funding_rounds.close_round(funding_round=running, by=staff, at=timezone.now())
    assert funding_rounds.close_round(funding_round=running, by=None, at=running.closes_at)


def test_draft_that_was_never_sent_keeps_no_officer_from_judging(closed, sign_in, triage, organisation):
    MembershipFactory(organisation=organisation, user=triage, role="viewer")
    FundingApplicationFactory(organisation=organisation, round=closed, state="draft")
    others = FundingApplicationFactory(round=closed)
    assert sign_in(triage).get(others.get_absolute_url()).status_code == 200
