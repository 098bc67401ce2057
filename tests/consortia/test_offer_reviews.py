"""Programme staff read offers before others do: one officer at a time, and each wording is decided once."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia.actions import offer_reviews, offers
from partnerships_portal.accounts.models import AuditEvent, ProgrammeRole
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories import MembershipFactory, UserFactory
from tests.factories.offers import PartnerOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(organisation):
    return PartnerOfferFactory(organisation=organisation, state="submitted")


def decide(offer, by, to="published", reason="", wording=1):
    offer_reviews.decide(offer=offer, to=to, reason=reason, wording=wording, by=by, at=timezone.now())


def test_officer_takes_it_reads_it_and_publishes_it(sign_in, triage, offer, editor, viewer, other_owner):
    client = sign_in(triage)
    assert offer.title in client.get(reverse("offer_review_list")).text
    assert "Take it, to decide" in client.get(reverse("offer_review", args=[offer.pk])).text
    client.post(reverse("offer_review_take", args=[offer.pk]))
    client.post(reverse("offer_review", args=[offer.pk]), {"decision": "published", "wording": 1})
    offer.refresh_from_db()
    assert (offer.state, offer.decided_by, offer.taken_by) == ("published", triage, None)
    assert Notification.objects.filter(person=editor, event="offer_published").count() == 1
    assert not Notification.objects.filter(person=viewer).exists()
    assert sign_in(other_owner).get(offer.get_absolute_url()).status_code == 200


def test_officer_who_did_not_take_it_cannot_decide(offer, triage):
    with pytest.raises(NotPossible, match="Somebody else reads this now"):
        decide(offer, triage)


@pytest.mark.parametrize("to, event", [("returned", "offer_returned"), ("declined", "offer_declined")])
def test_asker_reads_why_it_is_not_published(sign_in, offer, triage, editor, to, event):
    offer_reviews.take(offer=offer, by=triage, at=timezone.now())
    address = reverse("offer_review", args=[offer.pk])
    refused = sign_in(triage).post(address, {"decision": to, "reason": "", "wording": 1}).text
    assert "Say why it is declined" in refused or "Say what they should change" in refused
    sign_in(triage).post(address, {"decision": to, "reason": "Name the rooms.", "wording": 1})
    offer.refresh_from_db()
    assert (offer.state, offer.reason) == (to, "Name the rooms.")
    assert "Name the rooms." in Notification.objects.get(person=editor, event=event).body
    assert "Name the rooms." in sign_in(editor).get(offer.get_absolute_url()).text
    waits = [one.text for one in awaiting(editor, timezone.now())]
    assert (f"Change “{offer}” and send it again" in waits) == (to == "returned")


def test_wording_that_was_changed_meanwhile_is_not_decided_on(offer, triage, editor):
    at = timezone.now()
    offer_reviews.take(offer=offer, by=triage, at=at)
    offers.take_back(offer=offer, by=editor, at=at)
    offers.submit(offer=offer, by=editor, at=at)
    offer_reviews.take(offer=offer, by=triage, at=at)
    with pytest.raises(NotPossible):
        decide(offer, triage, wording=1)
    decide(offer, triage, wording=2)


def test_officer_who_forgets_one_leaves_it_to_others_after_some_hours(offer, triage, staff, settings):
    at = timezone.now()
    offer_reviews.take(offer=offer, by=triage, at=at)
    with pytest.raises(NotPossible):
        offer_reviews.take(offer=offer, by=staff, at=at + dt.timedelta(hours=settings.OFFER_REVIEW_HOURS - 1))
    offer_reviews.take(offer=offer, by=staff, at=at + dt.timedelta(hours=settings.OFFER_REVIEW_HOURS))
    with pytest.raises(NotPossible):
        decide(offer, triage)
    decide(offer, staff)


def test_officer_puts_one_back(sign_in, offer, triage, staff):
    offer_reviews.take(offer=offer, by=triage, at=timezone.now())
    sign_in(triage).post(reverse("offer_review_put_back", args=[offer.pk]))
    offer_reviews.take(offer=offer, by=staff, at=timezone.now())
    offer.refresh_from_db()
    assert offer.taken_by == staff


def test_officer_does_not_decide_for_an_own_organisation(sign_in, offer, triage):
    MembershipFactory(organisation=offer.organisation, user=triage, role="viewer")
    assert sign_in(triage).post(reverse("offer_review_take", args=[offer.pk])).status_code == 403
    assert not [one for one in awaiting(triage, timezone.now()) if "to be read" in one.text]


def test_last_day_that_came_meanwhile_is_not_published(offer, triage):
    type(offer).objects.update(until=timezone.localdate())
    offer_reviews.take(offer=offer, by=triage, at=timezone.now())
    with pytest.raises(NotPossible, match="Return it"):
        decide(offer, triage)


def test_queue_is_in_the_inbox_of_those_who_decide_and_on_the_page_of_the_programme(sign_in, offer, triage, analyst):
    assert [one.url for one in awaiting(triage, timezone.now()) if "to be read" in one.text] == [
        reverse("offer_review_list")
    ]
    assert not [one for one in awaiting(analyst, timezone.now()) if "to be read" in one.text]
    page = sign_in(analyst).get(reverse("programme")).text
    assert reverse("offer_review_list") in page and "1 waiting" in page


def test_queries_of_the_queue_do_not_grow(sign_in, triage):
    client = sign_in(triage)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("offer_review_list")).status_code == 200
        return len(captured)

    PartnerOfferFactory(state="submitted", taken_by=triage, taken_at=timezone.now())
    queries()
    before = queries()
    for _ in range(6):
        PartnerOfferFactory(state="submitted", taken_by=triage, taken_at=timezone.now())
    assert queries() == before


def officers() -> list:
    return [UserFactory(programme_role=ProgrammeRole.TRIAGE_OFFICER) for _ in range(2)]


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_take_it_at_once_one_has_it():
    offer = PartnerOfferFactory(state="submitted")
    deeds = [lambda by=by: offer_reviews.take(offer=offer, by=by, at=timezone.now()) for by in officers()]
    results = at_once(*deeds)
    assert sorted(type(one).__name__ for one in results) == ["NoneType", "NotPossible"]
    assert AuditEvent.objects.filter(action="offer_review_taken").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_are_one_and_told_once():
    offer = PartnerOfferFactory(state="submitted")
    editor = MembershipFactory(organisation=offer.organisation, role="editor").user
    officer = officers()[0]
    offer_reviews.take(offer=offer, by=officer, at=timezone.now())
    results = at_once(
        lambda: decide(offer, officer),
        lambda: decide(offer, officer, to="declined", reason="Not for the portal."),
    )
    assert sorted(type(one).__name__ for one in results) == ["NoneType", "NotPossible"]
    assert Notification.objects.filter(person=editor).count() == 1


@pytest.mark.django_db(transaction=True)
def test_asker_takes_it_back_while_an_officer_publishes_it():
    offer = PartnerOfferFactory(state="submitted")
    officer = officers()[0]
    offer_reviews.take(offer=offer, by=officer, at=timezone.now())
    results = at_once(
        lambda: decide(offer, officer),
        lambda: offers.take_back(offer=offer, by=officer, at=timezone.now()),
    )
    offer.refresh_from_db()
    assert offer.state == "draft"  # what was published first is taken back, what was taken back is not published
    assert results[1] is None
