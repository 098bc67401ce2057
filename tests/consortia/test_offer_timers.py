"""Offers end by themselves, their people are reminded before, and they follow a merger."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.actions import offer_timers, offers
from consortia.models import OfferAnswer, PartnerOffer
from consortia.retention import offers as retention
from consortia.tasks import look_after_offers
from mutuals.actions.merging import merge
from partnerships_portal.notifications.models import Notification
from tests.factories.offers import OfferAnswerFactory, PartnerOfferFactory

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def offer(organisation):
    """Shown until the last day of October."""
    return PartnerOfferFactory(organisation=organisation, created_at=NOON, until=dt.date(2026, 10, 31))


def at(*when) -> dt.datetime:
    return dt.datetime(2026, *when, tzinfo=dt.UTC)


def told(person, event) -> int:
    return Notification.objects.filter(person=person, event=event).count()


def test_it_is_shown_to_the_end_of_its_last_day_by_uk_clocks(offer, other_owner, editor):
    def seen(moment):
        return PartnerOffer.objects.visible_to(other_owner, moment).filter(pk=offer.pk).exists()

    last, over = at(10, 31, 23, 30), at(11, 1, 0, 30)
    assert seen(last) and not seen(over)  # also where the timer is late
    offer_timers.look_after(at=last)
    offer.refresh_from_db()
    assert offer.state == "published"
    for _ in range(2):
        offer_timers.look_after(at=over)
    offer.refresh_from_db()
    assert (offer.state, offer.ended_at) == ("expired", over)
    assert told(editor, "offer_expired") == 1


def test_its_people_are_reminded_a_week_before_once_for_each_last_day(offer, editor, viewer):
    offer_timers.look_after(at=at(10, 23, 12))
    assert not told(editor, "offer_ends_soon")
    for day in (24, 25, 26):
        offer_timers.look_after(at=at(10, day, 12))
    assert told(editor, "offer_ends_soon") == 1
    assert not told(viewer, "offer_ends_soon")
    offers.renew(offer=offer, until=dt.date(2026, 12, 1), by=editor, at=at(10, 27, 12))
    offer_timers.look_after(at=at(10, 28, 12))
    assert told(editor, "offer_ends_soon") == 1
    offer_timers.look_after(at=at(11, 25, 12))
    assert told(editor, "offer_ends_soon") == 2


def test_answers_stay_open_when_the_last_day_is_over(sign_in, offer, editor):
    answer = OfferAnswerFactory(offer=offer)
    offer_timers.look_after(at=at(11, 2))
    sign_in(editor).post(reverse("offer_answer_decide", args=[answer.pk]), {"outcome": "taken_up"})
    answer.refresh_from_db()
    assert answer.state == "taken_up"


def test_offers_and_answers_follow_a_merger(organisation, other_organisation, staff, offer, sign_in, other_owner):
    third, gone = PartnerOfferFactory(), organisation
    both = [OfferAnswerFactory(offer=third, organisation=one) for one in (gone, other_organisation)]
    own = OfferAnswerFactory(offer=offer, organisation=other_organisation)
    alone = OfferAnswerFactory(organisation=gone)
    merge(organisation=gone, into=other_organisation, by=staff, at=NOON)
    for _ in range(2):
        offer_timers.look_after(at=NOON)
    offer.refresh_from_db()
    assert (offer.organisation, offer.state) == (other_organisation, "published")
    states = dict(OfferAnswer.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (*both, own, alone)] == ["withdrawn", "open", "withdrawn", "open"]
    assert not OfferAnswer.objects.filter(organisation=gone).exists()
    assert offer.title in sign_in(other_owner).get(reverse("my_offers")).text


def test_old_ones_are_deleted(offer):
    PartnerOfferFactory(state="closed", created_at=NOON, ended_at=NOON)
    PartnerOfferFactory(state="draft", created_at=NOON)
    OfferAnswerFactory(offer=offer, state="taken_up", decided_at=NOON)
    still_open = OfferAnswerFactory(offer=offer)
    late = NOON + dt.timedelta(days=2 * 365)
    for before in (retention.delete_old_offers, retention.delete_old_answers):
        assert before(late - dt.timedelta(days=1)) == 0
    retention.delete_old_offers(late)
    retention.delete_old_answers(late)
    assert set(PartnerOffer.objects.values_list("pk", flat=True)) == {offer.pk}
    assert set(OfferAnswer.objects.values_list("pk", flat=True)) == {still_open.pk}


def test_timer_calls_it():
    over = PartnerOfferFactory(until=timezone.localdate() - dt.timedelta(days=1))
    look_after_offers()
    over.refresh_from_db()
    assert over.state == "expired"
