"""Bids that are under way, lessons, and who is in two bids for the same lot."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.models import Bid, BidParticipant, Overlap, Reflection

from .accounts import UserFactory
from .commissioners import OpportunityFactory
from .consortia import ConsortiumFactory
from .organisations import OrganisationFactory


class LiveBidFactory(DjangoModelFactory):
    """An intended bid. `by=` names the organisations that have said that they are in."""

    class Meta:
        model = Bid
        skip_postgeneration_save = True

    opportunity = factory.SubFactory(OpportunityFactory)
    body = factory.SelfAttribute("opportunity.body")
    title = factory.SelfAttribute("opportunity.title")
    intended_at = factory.LazyFunction(timezone.now)
    intended_by = factory.SubFactory(UserFactory)
    heard_version = factory.SelfAttribute("opportunity.version")
    heard_state = factory.SelfAttribute("opportunity.state")

    @factory.post_generation
    def by(self, create, extracted, **kwargs):
        for organisation in extracted or ():
            BidParticipant.objects.create(
                bid=self, organisation=organisation, confirmed_at=self.intended_at, confirmed_by=self.intended_by
            )


class ReflectionFactory(DjangoModelFactory):
    """What one organisation learnt, for its own people only."""

    class Meta:
        model = Reflection

    bid = factory.SubFactory(LiveBidFactory, state=Bid.State.LOST)
    organisation = factory.SubFactory(OrganisationFactory)
    repeat = "Agree the roles before the tender is out."
    not_again = "Let one of us talk to the buyer alone."
    written_at = factory.LazyFunction(timezone.now)
    written_by = factory.SubFactory(UserFactory)


class OverlapFactory(DjangoModelFactory):
    """An organisation in two consortia for the same lot."""

    class Meta:
        model = Overlap

    organisation = factory.SubFactory(OrganisationFactory)
    opportunity = factory.SubFactory(OpportunityFactory)
    consortium = factory.SubFactory(ConsortiumFactory)
    other_consortium = factory.SubFactory(ConsortiumFactory)
    found_at = factory.LazyFunction(timezone.now)
