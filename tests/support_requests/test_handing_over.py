"""Who has a request: one officer at a time, and whoever was slower is told who was quicker."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import handing_over
from support_requests.actions.messages_of_asker import reply
from support_requests.models import InternalNote, SupportRequest
from support_requests.officers import has_nobody
from tests.at_once import at_once
from tests.factories import MembershipFactory, UserFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(organisation):
    return SupportRequestFactory(organisation=organisation)


def take(case, by):
    return handing_over.take(request=case, by=by, at=timezone.now())


def hand_over(case, to, by, **more):
    said = {"note": "They wait for the board.", "form_key": uuid.uuid4()} | more
    return handing_over.hand_over(request=case, to=to, **said, by=by, at=timezone.now())


def test_officer_takes_a_request_and_puts_it_back(sign_in, triage, case):
    client = sign_in(triage)
    assert "You have this request now." in client.post(reverse("support_case_take", args=[case.pk]), follow=True).text
    case.refresh_from_db()
    assert case.officer == triage and case.officer_since
    client.post(reverse("support_case_put_back", args=[case.pk]))
    case.refresh_from_db()
    assert case.officer is None and case.officer_since is None


def test_taking_twice_changes_nothing(case, triage):
    assert take(case, triage) is True
    assert take(case, triage) is False


def test_second_officer_is_told_who_has_it(sign_in, case, triage, staff):
    take(case, staff)
    page = sign_in(triage).post(reverse("support_case_take", args=[case.pk]), follow=True).text
    assert f"{staff} has this request since" in page and "Ask them to hand it over to you." in page


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_has_it():
    case = SupportRequestFactory()
    officers = UserFactory.create_batch(2, programme_role="triage_officer")
    results = at_once(*(lambda by=by: take(case, by) for by in officers))
    refused = [one for one in results if isinstance(one, NotPossible)]
    case.refresh_from_db()
    assert len(refused) == 1 and str(case.officer) in str(refused[0])


@pytest.mark.parametrize("change", [{"programme_role": ""}, {"programme_role": "analyst"}, {"is_active": False}])
def test_request_of_an_officer_who_left_can_be_taken(case, triage, staff, change):
    take(case, triage)
    type(triage).objects.filter(pk=triage.pk).update(**change)
    assert take(case, staff) is True


def test_request_of_an_officer_who_joined_the_organisation_can_be_taken(case, triage, staff):
    take(case, triage)
    MembershipFactory(organisation=case.organisation, user=triage, role="viewer")
    assert take(case, staff) is True


def test_hand_over_tells_the_other_and_keeps_a_note_for_staff(sign_in, case, triage, staff):
    take(case, triage)
    sent = {"to": staff.pk, "note": "They wait for the board.", "form_key": uuid.uuid4()}
    address = reverse("support_case_hand_over", args=[case.pk])
    for _ in range(2):
        sign_in(triage).post(address, sent)
    case.refresh_from_db()
    assert case.officer == staff
    assert "They wait for the board." in InternalNote.objects.get(request=case).text
    told = Notification.objects.get(event="support_case_handed_over")
    assert told.person == staff and "board" not in told.subject + told.body


def test_manager_hands_over_what_another_has_who_is_told(case, triage, staff):
    take(case, triage)
    hand_over(case, UserFactory(programme_role="triage_officer"), staff)
    assert Notification.objects.filter(person=triage, event="support_taken_from_you").count() == 1


def test_officer_does_not_hand_over_what_another_has(case, triage, staff):
    take(case, staff)
    with pytest.raises(NotPossible, match="Ask them to hand it over"):
        hand_over(case, triage, triage)


def test_request_is_not_handed_to_somebody_of_the_organisation(case, triage, staff):
    take(case, triage)
    MembershipFactory(organisation=case.organisation, user=staff, role="viewer")
    with pytest.raises(NotPossible, match="cannot decide on this request"):
        hand_over(case, staff, triage)


def test_request_that_ended_is_not_taken(case, triage):
    type(case).objects.filter(pk=case.pk).update(state="withdrawn", ended_at=timezone.now())
    with pytest.raises(NotPossible, match="it is withdrawn"):
        take(case, triage)


@pytest.mark.parametrize("change", [{"programme_role": ""}, {"programme_role": "analyst"}, {"is_active": False}])
def test_messages_to_an_officer_who_left_reach_all_who_decide(case, triage, staff, owner, change):
    take(case, triage)
    type(triage).objects.filter(pk=triage.pk).update(**change)
    reply(request=case, text="Any news?", form_key=uuid.uuid4(), by=owner, at=timezone.now())
    assert [told.person for told in Notification.objects.filter(event="support_replied")] == [staff]


def test_request_whose_officer_joined_the_organisation_stands_among_those_that_nobody_has(case, triage):
    take(case, triage)
    assert not SupportRequest.objects.filter(has_nobody()).exists()
    MembershipFactory(organisation=case.organisation, user=triage, role="viewer")
    assert SupportRequest.objects.filter(has_nobody()).get() == case
