"""Interests and market engagement events."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.choices import InterestKind
from commissioners.models import EngagementEvent, EventSignUp, Interest, JointInterest

from .accounts import UserFactory
from .commissioners import OpportunityFactory
from .organisations import OrganisationFactory


class InterestFactory(DjangoModelFactory):
    """An organisation looks for partners, and only the buyer knows."""

    class Meta:
        model = Interest

    opportunity = factory.SubFactory(OpportunityFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    kind = InterestKind.LOOKING
    expressed_at = factory.LazyFunction(timezone.now)
    expressed_by = factory.SubFactory(UserFactory)
    updated_at = factory.SelfAttribute("expressed_at")


class EngagementEventFactory(DjangoModelFactory):
    """A briefing of two hours in ten days, for any number of people."""

    class Meta:
        model = EngagementEvent

    opportunity = factory.SubFactory(OpportunityFactory)
    title = factory.Sequence(lambda n: f"Briefing {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=10))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + dt.timedelta(hours=2))
    created_at = factory.LazyFunction(timezone.now)
    created_by = factory.SubFactory(UserFactory)


class EventSignUpFactory(DjangoModelFactory):
    class Meta:
        model = EventSignUp

    event = factory.SubFactory(EngagementEventFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(UserFactory)
    signed_up_at = factory.LazyFunction(timezone.now)


class JointInterestFactory(DjangoModelFactory):
    """`of=` names the organisations that are interested as one."""

    class Meta:
        model = JointInterest
        skip_postgeneration_save = True

    opportunity = factory.SubFactory(OpportunityFactory)
    reference = factory.Sequence(lambda n: n + 5000)
    name = factory.Sequence(lambda n: f"Partners {n}")
    expressed_at = factory.LazyFunction(timezone.now)
    expressed_by = factory.SubFactory(UserFactory)
    updated_at = factory.SelfAttribute("expressed_at")

    @factory.post_generation
    def of(self, create, extracted, **kwargs):
        self.organisations.set(extracted or ())
