"""Consortia that stay together, and what matching finds for them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.matching.weight_sets import ensured
from consortia.models import Consortium, ConsortiumMatch, ConsortiumMember

from .commissioners import OpportunityFactory
from .consortia import ConsortiumFactory


class StandingConsortiumFactory(ConsortiumFactory):
    """An active consortium that stays together. `of=` names its organisations."""

    class Meta:
        skip_postgeneration_save = True

    state = Consortium.State.ACTIVE
    is_standing = True

    @factory.post_generation
    def of(self, create, extracted, **kwargs):
        for organisation in extracted or ():
            ConsortiumMember.objects.create(consortium=self, organisation=organisation, joined_at=timezone.now())


class ConsortiumMatchFactory(DjangoModelFactory):
    """A middling fit that is known exactly."""

    class Meta:
        model = ConsortiumMatch

    consortium = factory.SubFactory(StandingConsortiumFactory)
    opportunity = factory.SubFactory(OpportunityFactory)
    point = low = high = 0.5
    geography = size = service = competition = commissioner = history = 0.5
    weight_set_id = factory.LazyFunction(lambda: ensured(at=timezone.now()).pk)
    computed_at = factory.LazyFunction(timezone.now)
