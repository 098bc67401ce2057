"""Promises about giving requests to officers: whoever has one keeps it until somebody takes it knowingly."""

import datetime as dt

import pytest
from django.utils import timezone

from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions.assigning import MOST, assign
from support_requests.models import SupportRequest
from tests.at_once import at_once
from tests.factories import MembershipFactory, UserFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
AT = timezone.now()


def officer(name="Ama Boateng"):
    return UserFactory(name=name, programme_role="triage_officer")


def holder(request):
    return SupportRequest.objects.get(pk=request.pk).officer


def test_officer_takes_what_nobody_has_and_again_changes_nothing(triage):
    one = SupportRequestFactory()
    for _ in range(2):
        (given,) = assign(seen={one.pk: None}, to=triage, by=triage, at=AT)
        assert given.is_done
    assert holder(one) == triage
    assert AuditEvent.objects.filter(action="support_case_taken").count() == 1
    assert not Notification.objects.filter(event="support_assigned").exists()


def test_officer_who_is_given_several_is_told_once(triage, staff):
    several = SupportRequestFactory.create_batch(3)
    given = assign(seen=dict.fromkeys([one.pk for one in several]), to=triage, by=staff, at=AT)
    assert [one.is_done for one in given] == [True] * 3
    told = Notification.objects.get(event="support_assigned")
    assert told.person == triage
    assert told.subject == f"{staff.name} gave you 3 requests"
    assert all(one.title in told.body for one in several)


def test_nothing_is_taken_from_somebody_who_took_it_in_between(triage):
    ama, one, free = officer(), SupportRequestFactory(), SupportRequestFactory()
    assign(seen={one.pk: None}, to=ama, by=ama, at=AT)
    held, given = assign(seen={one.pk: None, free.pk: None}, to=triage, by=triage, at=AT)
    assert not held.is_done
    assert held.has_it == ama
    assert held.words.startswith("Ama Boateng has it, since")
    assert given.is_done
    assert holder(one) == ama


def test_taken_knowingly_whoever_had_it_is_told(triage):
    ama, one = officer(), SupportRequestFactory()
    assign(seen={one.pk: None}, to=ama, by=ama, at=AT)
    (given,) = assign(seen={one.pk: ama.pk}, to=triage, by=triage, at=AT + dt.timedelta(minutes=1))
    assert given.words == "You have it now. Ama Boateng had it."
    assert holder(one) == triage
    assert Notification.objects.get(event="support_taken_from_you").person == ama


def test_what_one_officer_has_is_given_to_a_third_by_them_or_a_manager(triage, staff):
    ama, one = officer(), SupportRequestFactory()
    assign(seen={one.pk: None}, to=ama, by=ama, at=AT)
    (given,) = assign(seen={one.pk: ama.pk}, to=officer("Ben Carver"), by=triage, at=AT)
    assert given.words == "Ama Boateng has it. Ask them to hand it over, or take it yourself."
    assert holder(one) == ama
    for by, to in ((ama, triage), (staff, ama)):
        (given,) = assign(seen={one.pk: holder(one).pk}, to=to, by=by, at=AT)
        assert given.is_done and holder(one) == to


def test_what_is_put_back_meanwhile_can_be_given(triage):
    one = SupportRequestFactory()
    (given,) = assign(seen={one.pk: officer().pk}, to=triage, by=triage, at=AT)
    assert given.is_done


def test_nobody_has_a_request_of_their_own_organisation(triage, staff):
    one = SupportRequestFactory()
    MembershipFactory(organisation=one.organisation, user=triage, role="viewer")
    for by in (staff, triage):
        (given,) = assign(seen={one.pk: None}, to=triage, by=by, at=AT)
        assert not given.is_done
    (given,) = assign(seen={one.pk: None}, to=staff, by=triage, at=AT)
    assert given.words == "You belong to an organisation that asks."
    assert holder(one) is None


def test_what_ended_is_not_given(triage):
    one = SupportRequestFactory(state="declined")
    (given,) = assign(seen={one.pk: one.officer_id}, to=triage, by=triage, at=AT)
    assert given.words == "It is at an end: declined."


def test_analysts_and_people_who_left_are_given_nothing(triage, analyst):
    one = SupportRequestFactory()
    for person in (analyst, UserFactory(programme_role="triage_officer", is_active=False)):
        with pytest.raises(NotPossible, match="does not decide"):
            assign(seen={one.pk: None}, to=person, by=triage, at=AT)


def test_too_many_at_once_are_refused(triage):
    with pytest.raises(NotPossible, match="at most"):
        assign(seen=dict.fromkeys(range(1, MOST + 2)), to=triage, by=triage, at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_officers_take_the_same_request_and_one_wins():
    one, ama, ben = SupportRequestFactory(), officer(), officer("Ben Carver")
    results = at_once(*[lambda who=who: assign(seen={one.pk: None}, to=who, by=who, at=AT) for who in (ama, ben)])
    (first,), (second,) = results
    assert {first.is_done, second.is_done} == {True, False}
    loser = second if first.is_done else first
    assert loser.has_it == holder(one)
    assert AuditEvent.objects.filter(action="support_case_taken").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_give_the_same_requests_in_other_orders_without_waiting_for_each_other():
    several, ama, ben = SupportRequestFactory.create_batch(4), officer(), officer("Ben Carver")
    keys = [one.pk for one in several]
    results = at_once(
        lambda: assign(seen=dict.fromkeys(keys), to=ama, by=ama, at=AT),
        lambda: assign(seen=dict.fromkeys(reversed(keys)), to=ben, by=ben, at=AT),
    )
    assert sorted(sum(one.is_done for one in given) for given in results) == [0, 4]
    assert len({holder(one) for one in several}) == 1
