"""Deciding on applications for funding: never more is given than there is, and each is told why."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import funding
from support_requests.funding.money import left
from support_requests.funding.scoring import result
from support_requests.models import FundingApplication, FundingRound
from tests.at_once import refused_at_once
from tests.factories import MembershipFactory, UserFactory
from tests.factories.funding import FundingApplicationFactory, FundingRoundFactory

pytestmark = pytest.mark.django_db


def told(event):
    return {message.person for message in Notification.objects.filter(event=event).select_related("person")}


def test_officers_assess_and_the_best_stands_first(triage, staff, sign_in):
    made = FundingRoundFactory(state="closed")
    worse, better = FundingApplicationFactory.create_batch(2, round=made)
    need, value = made.criteria.all()
    for officer, one, scores in ((triage, worse, (1, 2)), (triage, better, (5, 3)), (staff, better, (4, 3))):
        typed = {f"score_{need.pk}": scores[0], f"score_{value.pk}": scores[1], f"because_{need.pk}": "Seen worse"}
        sign_in(officer).post(reverse("funding_assess", args=[one.pk]), typed)
    page = sign_in(staff).get(made.get_absolute_url())
    rows = page.context["rows"]
    assert [(row.application, row.result.percent) for row in rows] == [(better, 78), (worse, 28)]
    assert "Seen worse" in sign_in(triage).get(better.get_absolute_url()).content.decode()


def test_applicant_never_sees_scores(owner, triage, sign_in):
    one = FundingApplicationFactory(organisation=owner.memberships.get().organisation, round__state="closed")
    scores = {criterion.pk: (1, "Weak case") for criterion in one.round.criteria.all()}
    funding.assess(application=one, scores=scores, by=triage, at=timezone.now())
    assert "Weak case" not in sign_in(owner).get(one.get_absolute_url()).content.decode()


def test_criteria_that_nobody_scored_do_not_count_as_nothing():
    assert result({1: 60, 2: 40}, [(1, 4)]).in_words == "80 of 100, 1 of 2 criteria scored"
    assert result({1: 60, 2: 40}, []).in_words == "Not assessed yet"


def test_decision_is_checked_told_and_written_in_a_letter(owner, triage, sign_in):
    one = FundingApplicationFactory(organisation=owner.memberships.get().organisation, round__state="closed")
    browser, address = sign_in(triage), reverse("funding_decide", args=[one.pk])
    typed = {"decision": "offer", "awarded": "12,000", "reason": "A sound plan"}
    assert "Check before you decide" in browser.post(address, typed | {"step": "check"}).content.decode()
    for _ in range(2):
        browser.post(address, typed | {"step": "save"})
    one.refresh_from_db()
    assert (one.state, one.awarded, one.decided_by) == ("offered", Decimal(12_000), triage)
    assert told("funding_application_decided") == {owner}
    letter = sign_in(owner).get(Notification.objects.get(event="funding_application_decided").url).content.decode()
    assert "£12,000" in letter
    assert "A sound plan" in letter


def test_officer_does_not_decide_for_their_own_organisation(triage, sign_in):
    one = FundingApplicationFactory(round__state="closed")
    MembershipFactory(organisation=one.organisation, user=triage)
    assert sign_in(triage).post(reverse("funding_decide", args=[one.pk])).status_code == 403
    assert sign_in(triage).post(reverse("funding_assess", args=[one.pk])).status_code == 403


def test_nothing_is_decided_before_the_round_has_closed(triage):
    with pytest.raises(NotPossible, match="once the round has closed"):
        funding.decide(application=FundingApplicationFactory(), awarded=None, reason="x", by=triage, at=timezone.now())


def test_more_than_is_left_or_asked_for_is_refused(triage):
    made = FundingRoundFactory(state="closed")
    first, second = FundingApplicationFactory.create_batch(2, round=made, amount=Decimal(20_000))
    given = {"reason": "x", "by": triage, "at": timezone.now()}
    with pytest.raises(NotPossible, match="asked for £20,000"):
        funding.decide(application=first, awarded=Decimal("20000.01"), **given)
    funding.decide(application=first, awarded=Decimal(20_000), **given)
    with pytest.raises(NotPossible, match="Only £10,000"):
        funding.decide(application=second, awarded=Decimal("10000.01"), **given)
    funding.withdraw(application=first, by=first.begun_by, at=timezone.now())
    assert left(made) == Decimal(30_000)
    funding.decide(application=second, awarded=Decimal("20000.00"), **given)
    assert told("funding_application_withdrawn") == {triage}


def test_nothing_is_offered_to_an_organisation_that_was_closed(triage):
    one = FundingApplicationFactory(round__state="closed", organisation__closed_at=timezone.now())
    given = {"application": one, "reason": "x", "by": triage, "at": timezone.now()}
    with pytest.raises(NotPossible, match="does not take part"):
        funding.decide(awarded=Decimal(5), **given)
    funding.decide(awarded=None, **given)


def test_database_refuses_an_offer_of_more_than_was_asked():
    one = FundingApplicationFactory(state="offered")
    with pytest.raises(IntegrityError), transaction.atomic():
        FundingApplication.objects.filter(pk=one.pk).update(awarded=one.amount + 1)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_offer_at_once_never_give_more_than_there_is():
    made, officer = FundingRoundFactory(state="closed"), UserFactory(programme_role="triage_officer")
    both = FundingApplicationFactory.create_batch(2, round=made, amount=Decimal(20_000))
    given = {"awarded": Decimal(20_000), "reason": "x", "by": officer, "at": timezone.now()}
    refused = refused_at_once(*[lambda one=one: funding.decide(application=one, **given) for one in both])
    assert len(refused) == 1
    assert "Only £10,000" in str(refused[0])
    assert left(made) == Decimal(10_000)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_decide_one_at_once_decide_it_once():
    one, officer = FundingApplicationFactory(round__state="closed"), UserFactory(programme_role="triage_officer")
    given = {"application": one, "reason": "x", "by": officer, "at": timezone.now()}
    refused = refused_at_once(
        lambda: funding.decide(awarded=Decimal(5), **given), lambda: funding.decide(awarded=None, **given)
    )
    assert len(refused) == 1


def test_officer_of_another_applicant_reads_nothing_of_it_and_does_not_judge(triage, sign_in):
    insider = UserFactory(programme_role="triage_officer")
    own = FundingApplicationFactory(state="submitted")
    MembershipFactory(organisation=own.organisation, user=insider, role="viewer")
    FundingRound.objects.filter(pk=own.round_id).update(state="closed", closed_at=timezone.now())
    other = FundingApplicationFactory(state="submitted", round=own.round)
    criterion = own.round.criteria.first()
    scores = {criterion.pk: (2, "Their plan is thin")}
    funding.assess(application=other, scores=scores, by=triage, at=timezone.now())
    for reader, judges in ((triage, True), (insider, False)):
        browser = sign_in(reader)
        assert ("Their plan is thin" in browser.get(other.get_absolute_url()).text) == judges
        page = browser.get(other.round.get_absolute_url())
        assert (bool(page.context["rows"]), "colleagues read and judge" in page.text) == (judges, not judges)
        for name in ("funding_assess", "funding_decide"):
            assert browser.get(reverse(name, args=[other.pk])).status_code == (200 if judges else 404)
