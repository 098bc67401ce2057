"""Contracts that were awarded here."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.models import Award, AwardSupplier

from .commissioners import OpportunityFactory


class AwardFactory(DjangoModelFactory):
    """An award of the whole of an awarded opportunity. `to=` are the organisations that won it."""

    class Meta:
        model = Award
        skip_postgeneration_save = True

    opportunity = factory.SubFactory(OpportunityFactory, state="awarded")
    body = factory.SelfAttribute("opportunity.body")
    title = factory.SelfAttribute("opportunity.title")
    awarded_on = factory.LazyFunction(timezone.localdate)
    announced_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def to(self, create, extracted, **kwargs):
        for organisation in extracted or []:
            AwardSupplier.objects.create(award=self, name=organisation.name, organisation=organisation)
        self.opportunity.lots.update(outcome="awarded")
        self.lots.set(self.opportunity.lots.all())
