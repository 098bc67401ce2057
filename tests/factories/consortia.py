"""Consortia, bids and matches."""

import copy
import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.matching.weight_sets import ensured
from consortia.matching.weights import DEFAULT
from consortia.models import Bid, BidParticipant, Consortium, PartnerMatch, Rival, SetAside, TenderMatch, WeightSet

from .accounts import UserFactory
from .commissioners import BodyFactory, OpportunityFactory
from .organisations import OrganisationFactory


class ConsortiumFactory(DjangoModelFactory):
    class Meta:
        model = Consortium

    name = factory.Sequence(lambda n: f"Consortium {n}")
    created_at = factory.LazyFunction(timezone.now)


class BidFactory(DjangoModelFactory):
    """A bid that was submitted. `by=` names its organisations."""

    class Meta:
        model = Bid
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda n: f"Bid {n}")
    state = Bid.State.LOST
    submitted_on = dt.date(2026, 3, 1)

    @factory.post_generation
    def by(self, create, extracted, **kwargs):
        participants = list(extracted or ())
        for organisation in participants:
            BidParticipant.objects.create(bid=self, organisation=organisation)
        if len(participants) > 1:
            self.is_joint = True
            self.save(update_fields=["is_joint"])


class TenderMatchFactory(DjangoModelFactory):
    """A middling fit that is known exactly."""

    class Meta:
        model = TenderMatch

    organisation = factory.SubFactory(OrganisationFactory)
    opportunity = factory.SubFactory(OpportunityFactory)
    point = low = high = 0.5
    geography = size = service = competition = commissioner = history = 0.5
    weight_set_id = factory.LazyFunction(lambda: ensured(at=timezone.now()).pk)
    computed_at = factory.LazyFunction(timezone.now)


class PartnerMatchFactory(DjangoModelFactory):
    """A middling pair that is known exactly, as one side sees it."""

    class Meta:
        model = PartnerMatch

    organisation = factory.SubFactory(OrganisationFactory)
    partner = factory.SubFactory(OrganisationFactory)
    point = low = high = 0.5
    geography = size = service = competition = commissioner = history = 0.5
    brings = gains = alignment = 0.5
    weight_set_id = factory.LazyFunction(lambda: ensured(at=timezone.now()).pk)
    computed_at = factory.LazyFunction(timezone.now)


class SetAsideFactory(DjangoModelFactory):
    """An opportunity that is too far away for the organisation. `opportunity=None, partner=...` for a partner."""

    class Meta:
        model = SetAside

    organisation = factory.SubFactory(OrganisationFactory)
    opportunity = factory.SubFactory(OpportunityFactory)
    cause = SetAside.Cause.TOO_FAR
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class RivalFactory(DjangoModelFactory):
    """Another organisation that this one never wants suggested."""

    class Meta:
        model = Rival

    organisation = factory.SubFactory(OrganisationFactory)
    rival = factory.SubFactory(OrganisationFactory)
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class WeightSetFactory(DjangoModelFactory):
    """A draft that still says what the default weight set says."""

    class Meta:
        model = WeightSet

    version = factory.Sequence(lambda n: n + 1000)
    values = factory.LazyFunction(lambda: copy.deepcopy(DEFAULT))
    created_at = factory.LazyFunction(timezone.now)
