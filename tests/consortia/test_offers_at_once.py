"""Who waits for an offer that a merger moves meanwhile acts on it as it stands then."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from consortia.actions import offer_answers, offer_timers, offers
from consortia.models import OfferAnswer, PartnerOffer
from mutuals.models import Organisation
from tests.at_once import until_somebody_waits
from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.offers import OfferAnswerFactory, PartnerOfferFactory

pytestmark = pytest.mark.django_db(transaction=True)


def while_it_waits(deed, *, merged: Organisation) -> list[Exception]:
    """Do it in another thread, which waits for what the sweep after a merger holds; what it raised."""
    raised = []

    def run():
        try:
            deed()
        except Exception as error:  # told to the test
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        Organisation.objects.filter(pk=merged.pk).update(closed_at=timezone.now(), merged_into=OrganisationFactory())
        offer_timers.follow_mergers(at=timezone.now())
        thread.start()
        until_somebody_waits()
    thread.join(timeout=30)
    return raised


def test_closing_an_offer_that_a_merger_moves():
    offer = PartnerOfferFactory()
    person = MembershipFactory(organisation=offer.organisation, role="owner").user

    def close():
        offers.close(offer=offer, by=person, at=timezone.now())

    assert while_it_waits(close, merged=offer.organisation) == []
    assert PartnerOffer.objects.get().state == PartnerOffer.State.CLOSED


def test_taking_back_an_answer_that_a_merger_moves():
    answer = OfferAnswerFactory()
    person = MembershipFactory(organisation=answer.organisation, role="owner").user

    def withdraw():
        offer_answers.withdraw(answer=answer, by=person, at=timezone.now())

    assert while_it_waits(withdraw, merged=answer.organisation) == []
    assert OfferAnswer.objects.get().state == OfferAnswer.State.WITHDRAWN
