"""Offers to partners, and answers to them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.models import OfferAnswer, OfferMessage, PartnerOffer

from .accounts import UserFactory
from .organisations import OrganisationFactory


class PartnerOfferFactory(DjangoModelFactory):
    """A published offer of expertise, shown to everyone for a month. `state=` makes it another one that is whole."""

    class Meta:
        model = PartnerOffer

    organisation = factory.SubFactory(OrganisationFactory)
    direction = PartnerOffer.Direction.OFFERS
    kind = PartnerOffer.Kind.EXPERTISE
    title = factory.Sequence(lambda n: f"A finance team for two days a week, number {n}")
    text = "Our finance team has time for another organisation of our size."
    is_nationwide = True
    shown_to = PartnerOffer.ShownTo.EVERYONE
    until = factory.LazyAttribute(lambda one: timezone.localdate(one.created_at) + dt.timedelta(days=30))
    state = PartnerOffer.State.PUBLISHED
    created_at = factory.LazyFunction(timezone.now)
    created_by = factory.SubFactory(UserFactory)
    times_submitted = factory.LazyAttribute(lambda one: 0 if one.state == "draft" else 1)
    submitted_at = factory.LazyAttribute(lambda one: None if one.state == "draft" else one.created_at)
    published_at = factory.LazyAttribute(lambda one: one.created_at if one.is_decided else None)
    decided_at = factory.LazyAttribute(lambda one: one.created_at if one.is_decided else None)
    decided_by = factory.Maybe("is_decided", factory.SubFactory(UserFactory))

    class Params:
        is_decided = factory.LazyAttribute(lambda one: one.state not in ("draft", "submitted"))


class OfferAnswerFactory(DjangoModelFactory):
    """An open answer with a first message."""

    class Meta:
        model = OfferAnswer
        skip_postgeneration_save = True

    offer = factory.SubFactory(PartnerOfferFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.SelfAttribute("offer.title")
    answered_at = factory.LazyFunction(timezone.now)
    answered_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def message(self, create, extracted, **kwargs):
        OfferMessage.objects.create(
            answer=self,
            organisation=self.organisation,
            text=extracted or "We could use this from January.",
            by=self.answered_by,
            at=self.answered_at,
        )
