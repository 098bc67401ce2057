"""Promises about bodies that are asked to buy together and agree, through their pages."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioners.actions import buyers
from commissioners.models import JointBuyerRequest, Opportunity
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.factories import BodyFactory, BodyMembershipFactory, JointBuyerRequestFactory, OpportunityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(sign_in, commissioner):
    """The commissioner's browser."""
    return sign_in(commissioner)


@pytest.fixture
def asked(draft, partner, partner_body, commissioner, at):
    """The partner's body is asked to buy the draft together."""
    return buyers.ask(opportunity=draft, body=partner_body, message="Shall we?", by=commissioner, at=at)


def address(name, *args):
    return reverse(name, args=args)


def page(client, name, *args, **query):
    return client.get(address(name, *args), query).content.decode()


def test_body_that_is_asked_sees_and_edits_nothing_until_it_agrees(asked, draft, partner, sign_in):
    assert not draft.joint_buyers.exists()
    assert not Opportunity.objects.visible_to(partner).exists()
    assert sign_in(partner).get(draft.get_absolute_url()).status_code == 404
    words = page(sign_in(partner), "joint_buyer_request", asked.pk)
    assert "Youth clubs" in words
    assert "Shall we?" in words


def test_body_agrees_and_from_then_on_edits_but_does_not_publish(asked, draft, partner, partner_body, sign_in):
    client = sign_in(partner)
    client.post(address("joint_buyer_request", asked.pk), {"answer": "agree"})
    assert draft.joint_buyers.get() == partner_body
    client.post(
        address("opportunity_section", draft.pk, "what"), {"title": "Together", "description": "Both", "version": 1}
    )
    assert Opportunity.objects.get().title == "Together"
    assert client.get(address("opportunity_publish", draft.pk)).status_code == 403
    assert client.get(address("joint_buyers", draft.pk)).status_code == 403


def test_agreeing_to_what_is_published_is_an_amendment_matched_again_and_public(
    published, partner, partner_body, commissioner, client, at
):
    asked = buyers.ask(opportunity=published, body=partner_body, message="", by=commissioner, at=at)
    Change.objects.all().delete()
    later = at + dt.timedelta(days=1)
    buyers.agree(request=asked, by=partner, at=later)
    published.refresh_from_db()
    assert (published.version, published.updated_at) == (2, later)
    assert Change.objects.get().object_id == published.pk
    assert "Pinecombe Council" in client.get(published.get_absolute_url()).content.decode()


def test_asker_is_told_of_the_answer_and_of_the_reason(asked, draft, partner, commissioner, sign_in):
    reason = {"answer": "decline", "reason": "We have a contract until 2029"}
    sign_in(partner).post(address("joint_buyer_request", asked.pk), reason)
    asked.refresh_from_db()
    assert asked.state == JointBuyerRequest.State.DECLINED
    assert not draft.joint_buyers.exists()
    told = Notification.objects.get(person=commissioner)
    assert told.event == "joint_buyer_declined"
    assert "We have a contract until 2029" in told.body
    assert "Youth clubs" not in told.subject + told.body, "a draft's title stays on the draft"


def test_answer_must_be_chosen(asked, partner, sign_in):
    answer = sign_in(partner).post(address("joint_buyer_request", asked.pk), {"reason": "Perhaps"})
    words = answer.content.decode()
    assert "Select whether you agree to buy together" in words
    assert "Perhaps" in words


def test_request_waits_in_the_inbox_of_those_who_can_answer(asked, partner, partner_body, at):
    viewer = BodyMembershipFactory(body=partner_body, role="viewer").user
    (waiting,) = awaiting(partner, at)
    assert "Pinecombe Council" in waiting.text
    assert waiting.url == address("joint_buyer_request", asked.pk)
    assert awaiting(viewer, at) == []
    assert not Notification.objects.filter(person=viewer).exists()
    buyers.agree(request=asked, by=partner, at=at)
    assert awaiting(partner, at) == []


def test_what_can_no_longer_be_changed_awaits_nobody_and_cannot_be_agreed_to(
    published, partner, partner_body, commissioner, at, sign_in
):
    asked = buyers.ask(opportunity=published, body=partner_body, message="", by=commissioner, at=at)
    Opportunity.objects.update(state="closed")
    assert awaiting(partner, at) == []
    with pytest.raises(NotPossible):
        buyers.agree(request=asked, by=partner, at=at)
    assert JointBuyerRequest.objects.get().state == JointBuyerRequest.State.ASKED
    assert "its buyers can no longer change" in page(sign_in(partner), "joint_buyer_request", asked.pk)


def test_asker_withdraws_and_the_draft_is_no_longer_shown(asked, draft, desk, partner, sign_in):
    desk.post(address("joint_buyers", draft.pk), {"withdraw": asked.pk})
    words = page(sign_in(partner), "joint_buyer_request", asked.pk)
    assert "There is nothing to answer" in words
    assert "Youth clubs" not in words
    assert "Shall we?" not in words
    assert Notification.objects.filter(person=partner, event="joint_buyer_request_withdrawn").exists()


def test_of_agreeing_and_withdrawing_the_first_counts(asked, draft, partner, commissioner, at):
    stale = JointBuyerRequest.objects.get(pk=asked.pk)
    buyers.withdraw(request=asked, by=commissioner, at=at)
    with pytest.raises(NotPossible, match="answered or withdrawn meanwhile"):
        buyers.agree(request=stale, by=partner, at=at)
    assert not draft.joint_buyers.exists()
    again = buyers.ask(opportunity=draft, body=asked.body, message="", by=commissioner, at=at)
    stale = JointBuyerRequest.objects.get(pk=again.pk)
    buyers.agree(request=again, by=partner, at=at)
    with pytest.raises(NotPossible):
        buyers.withdraw(request=stale, by=commissioner, at=at)
    assert draft.joint_buyers.exists()


def test_asking_twice_asks_once(asked, draft, partner_body, commissioner, desk, partner, at):
    again = buyers.ask(opportunity=draft, body=partner_body, message="Well?", by=commissioner, at=at)
    assert again == asked
    desk.post(address("joint_buyer_ask", draft.pk, partner_body.pk), {"message": "And?"})
    assert JointBuyerRequest.objects.count() == 1
    assert Notification.objects.filter(person=partner).count() == 1


def test_body_for_which_nobody_acts_is_not_asked_and_the_page_says_what_to_do(draft, desk, commissioner, at):
    nobodys = BodyFactory(name="Pinefell Council")
    BodyMembershipFactory(body=nobodys, role="viewer")
    BodyMembershipFactory(body=nobodys, role="owner", user__is_active=False)
    assert "Nobody acts for it here yet" in page(desk, "joint_buyers", draft.pk, q="pinefell")
    words = page(desk, "joint_buyer_ask", draft.pk, nobodys.pk)
    assert "name it in the description" in words
    assert "who can bring its people to the portal" in words
    with pytest.raises(NotPossible, match="Nobody acts for"):
        buyers.ask(opportunity=draft, body=nobodys, message="", by=commissioner, at=at)
    desk.post(address("joint_buyer_ask", draft.pk, nobodys.pk), {"message": ""})
    assert not JointBuyerRequest.objects.exists()


def test_body_that_has_ended_is_not_asked(draft, partner, partner_body, commissioner, at):
    partner_body.ends_on = dt.date(2026, 3, 31)
    partner_body.save()
    with pytest.raises(NotPossible, match="has ended"):
        buyers.ask(opportunity=draft, body=partner_body, message="", by=commissioner, at=at)


def test_joint_buyer_that_agreed_is_not_asked_again(asked, draft, partner, partner_body, commissioner, at):
    buyers.agree(request=asked, by=partner, at=at)
    with pytest.raises(NotPossible, match="already"):
        buyers.ask(opportunity=draft, body=partner_body, message="", by=commissioner, at=at)


def test_joint_buyer_takes_itself_off(published, partner, partner_body, sign_in):
    published.joint_buyers.add(partner_body)
    client = sign_in(partner)
    assert "Take your body off" in client.get(published.get_absolute_url()).content.decode()
    assert "Take Pinecombe Council off?" in page(client, "joint_buyer_leave", published.pk)
    client.post(address("joint_buyer_leave", published.pk))
    assert not published.joint_buyers.exists()
    assert client.get(address("joint_buyer_leave", published.pk)).status_code == 403


def test_joint_buyers_are_looked_for_by_name_asked_and_taken_off(desk, draft, partner, partner_body, at):
    assert "Pinecombe Council" in page(desk, "joint_buyers", draft.pk, q="pine")
    desk.post(address("joint_buyer_ask", draft.pk, partner_body.pk), {"message": "Together?"})
    assert "Waiting for an answer" in page(desk, "joint_buyers", draft.pk)
    buyers.agree(request=JointBuyerRequest.objects.get(), by=partner, at=at)
    desk.post(address("joint_buyers", draft.pk), {"remove": partner_body.pk})
    assert not draft.joint_buyers.exists()


def test_each_step_is_on_record(asked, draft, partner, commissioner, at):
    buyers.decline(request=asked, reason="Not now", by=partner, at=at)
    done = AuditEvent.objects.filter(target_kind="commissioners.opportunity", target_id=draft.pk)
    assert {"joint_buyer_asked", "joint_buyer_declined"} <= set(done.values_list("action", flat=True))


@pytest.mark.parametrize("wrong", [{"remove": "x"}, {"remove": "9" * 40}, {"withdraw": "-1"}, {"withdraw": "²"}])
def test_joint_buyer_that_is_no_body_is_not_found(desk, draft, wrong):
    assert desk.post(address("joint_buyers", draft.pk), wrong).status_code == 404


def test_request_of_another_opportunity_is_not_withdrawn_here(desk, draft):
    other = JointBuyerRequestFactory()
    assert desk.post(address("joint_buyers", draft.pk), {"withdraw": other.pk}).status_code == 404


def test_search_for_joint_buyers_bears_anything(desk, draft):
    for words in ("\x00", "%", "'", "x" * 5000):
        assert desk.get(address("joint_buyers", draft.pk), {"q": words}).status_code == 200


def test_queries_do_not_grow_with_requests(desk, draft, partner, partner_body, at):
    def count():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            page(desk, "joint_buyers", draft.pk, q="council")
            awaiting(partner, at)
        return len(queries)

    def more():
        JointBuyerRequestFactory(opportunity=draft)
        JointBuyerRequestFactory(opportunity=draft, state="declined", answered_at=at)
        JointBuyerRequestFactory(opportunity=OpportunityFactory(), body=partner_body)
        BodyFactory(name="Other Council")

    more()
    few = count()
    for _ in range(5):
        more()
    assert count() == few
