"""Promises about confidentiality when two people act in one moment, each in a transaction of its own."""

import pytest
from django.utils import timezone

from consortia.actions import disclosure, members, releases
from consortia.disclosure.opening import have_accepted, released_to
from consortia.models import AgreementAcceptance, ConfidentialityAgreement, SectionRelease
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once

from .disclosing import accept, agree, pair_of, put_forward

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(organisation, other_organisation, owner, other_owner):
    return pair_of(organisation, other_organisation)


def leave(member, by):
    members.leave(member=member, by=by, at=timezone.now())


def test_last_acceptance_and_withdrawal_at_once_have_one_winner(pair, owner, other_owner):
    ours, theirs = pair
    agreement, _ = put_forward(ours, owner)
    accept(agreement, ours, owner)
    accepted, withdrawn = at_once(
        lambda: accept(agreement, theirs, other_owner),
        lambda: disclosure.withdraw(agreement=agreement, member=ours, by=owner, at=timezone.now()),
    )
    agreement.refresh_from_db()
    if isinstance(withdrawn, NotPossible):
        assert accepted[1] and have_accepted(ours.consortium) and agreement.withdrawn_at is None
    else:
        assert isinstance(accepted, NotPossible) and not have_accepted(ours.consortium)
        assert agreement.acceptances.count() == 1


def test_two_people_of_one_member_accept_at_once_and_one_is_named(pair, owner, editor):
    ours, _ = pair
    agreement, _ = put_forward(ours, owner)
    results = at_once(
        lambda: accept(agreement, ours, owner, name="Ruth Okafor"),
        lambda: accept(agreement, ours, editor, name="Ida Thornbury"),
    )
    assert sorted(is_new for _, is_new in results) == [False, True]
    assert len({accepted.name for accepted, _ in results}) == AgreementAcceptance.objects.count() == 1


def test_both_accept_at_once_and_all_are_told_once(pair, owner, other_owner):
    ours, theirs = pair
    agreement, _ = put_forward(ours, owner)
    at_once(lambda: accept(agreement, ours, owner), lambda: accept(agreement, theirs, other_owner))
    assert have_accepted(ours.consortium)
    assert Notification.objects.filter(event="agreement_accepted_by_all").count() == 2


def test_releasing_and_leaving_at_once_leaves_nothing_open(pair, owner):
    ours, theirs = pair
    agree(*pair)
    released, _ = at_once(
        lambda: releases.release(member=ours, sections=["finances"], by=owner, at=timezone.now()),
        lambda: leave(ours, owner),
    )
    assert isinstance(released, NotPossible) != SectionRelease.objects.exists()
    assert not released_to([theirs.organisation_id])


def test_accepting_and_leaving_at_once_leaves_nothing_open(pair, owner, other_owner):
    ours, theirs = pair
    agreement, _ = put_forward(ours, owner)
    accept(agreement, ours, owner)
    accepted, _ = at_once(lambda: accept(agreement, theirs, other_owner), lambda: leave(theirs, other_owner))
    assert isinstance(accepted, NotPossible) != AgreementAcceptance.objects.filter(member=theirs).exists()
    assert not have_accepted(ours.consortium)
    with pytest.raises(NotPossible):
        releases.release(member=ours, sections=["finances"], by=owner, at=timezone.now())


def test_two_put_the_same_wording_forward_at_once_and_there_is_one_version(pair, owner, other_owner):
    ours, theirs = pair
    results = at_once(lambda: put_forward(ours, owner), lambda: put_forward(theirs, other_owner))
    assert sorted(is_new for _, is_new in results) == [False, True]
    assert ConfidentialityAgreement.objects.count() == 1


def test_taking_back_twice_at_once_is_done_once(pair, owner, editor):
    ours, _ = pair
    agree(*pair)
    releases.release(member=ours, sections=["finances"], by=owner, at=timezone.now())
    results = at_once(
        lambda: releases.take_back(member=ours, section="finances", by=owner, at=timezone.now()),
        lambda: releases.take_back(member=ours, section="finances", by=editor, at=timezone.now()),
    )
    assert sorted(results) == [False, True]
    assert AuditEvent.objects.filter(action="sections_taken_back").count() == 1
