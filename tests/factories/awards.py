"""Contracts that were awarded here."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.models import Award, AwardSupplier, JointReview, ReviewPart, ReviewStep

from .accounts import UserFactory
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
        if self.opportunity is None:
            return
        self.opportunity.lots.update(outcome="awarded")
        self.lots.set(self.opportunity.lots.all())


class ReviewFactory(DjangoModelFactory):
    """An open joint review with an empty part for each side, and one step of the buyer."""

    class Meta:
        model = JointReview
        skip_postgeneration_save = True

    award = factory.SubFactory(AwardFactory)
    title = "First year"
    created_at = factory.LazyFunction(timezone.now)
    created_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def sides(self, create, extracted, **kwargs):
        for supplier in [None, *self.award.suppliers.all()]:
            organisation = supplier and supplier.organisation
            ReviewPart.objects.create(review=self, organisation=organisation, updated_at=self.created_at)
        ReviewStep.objects.create(review=self, text="Meet every month")
