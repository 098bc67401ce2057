"""Imported opportunities, and who claims them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.choices import Source
from commissioners.models import OpportunityClaim

from .accounts import UserFactory
from .commissioners import BodyFactory, OpportunityFactory


class ImportedOpportunityFactory(OpportunityFactory):
    """An opportunity as a notice tells it."""

    body = factory.SubFactory(BodyFactory, name="MARLBECK CC (Commissioning)")
    source = Source.FIND_A_TENDER
    ocid = factory.Sequence(lambda n: f"ocds-h6vhtk-{n:06x}")


class OpportunityClaimFactory(DjangoModelFactory):
    class Meta:
        model = OpportunityClaim

    opportunity = factory.SubFactory(ImportedOpportunityFactory)
    body = factory.SubFactory(BodyFactory)
    reason = "Our commissioning team publishes under this name."
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)
