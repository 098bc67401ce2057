"""Key steps, health checks, risks, costs and benefits of consortia. `changed_for` names the member."""

from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.models import Benefit, CostLine, HealthRound, KeyStep, Risk

from .accounts import UserFactory
from .consortia import ConsortiumFactory
from .organisations import OrganisationFactory


class SharedRowFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    consortium = factory.SubFactory(ConsortiumFactory)
    changed_at = factory.LazyFunction(timezone.now)
    changed_by = factory.SubFactory(UserFactory)
    changed_for = factory.SubFactory(OrganisationFactory)


class KeyStepFactory(SharedRowFactory):
    """A step of the members' own that nobody has taken on."""

    class Meta:
        model = KeyStep

    code = factory.Sequence(lambda n: f"own-{n}")
    group = KeyStep.Group.RESOURCES
    what = factory.Sequence(lambda n: f"Step {n}")


class RiskFactory(SharedRowFactory):
    """A possible, moderate risk that nobody owns."""

    class Meta:
        model = Risk

    kind = Risk.Kind.FINANCIAL
    what = factory.Sequence(lambda n: f"Risk {n}")
    likelihood = impact = 3
    added_at = factory.LazyFunction(timezone.now)


class CostLineFactory(SharedRowFactory):
    """A thousand pounds, shared equally."""

    class Meta:
        model = CostLine

    what = factory.Sequence(lambda n: f"Cost {n}")
    amount = Decimal("1000.00")


class BenefitFactory(SharedRowFactory):
    class Meta:
        model = Benefit

    kind = Benefit.Kind.EXPERTISE
    what = factory.Sequence(lambda n: f"Benefit {n}")


class HealthRoundFactory(DjangoModelFactory):
    """A round that is open among three or more."""

    class Meta:
        model = HealthRound

    consortium = factory.SubFactory(ConsortiumFactory)
    begun_at = factory.LazyFunction(timezone.now)
    begun_by = factory.SubFactory(UserFactory)
    begun_for = factory.SubFactory(OrganisationFactory)
    promised = 3
