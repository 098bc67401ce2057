"""Commissioning bodies and what they buy."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.choices import BodyKind, State
from commissioners.models import BodyMembership, CommissioningBody, JointBuyerRequest, Lot, Opportunity

from .accounts import UserFactory


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = CommissioningBody

    name = factory.Sequence(lambda n: f"Marlbeck Council {n}")
    kind = BodyKind.COUNCIL
    created_at = factory.LazyFunction(timezone.now)


class BodyMembershipFactory(DjangoModelFactory):
    class Meta:
        model = BodyMembership

    user = factory.SubFactory(UserFactory)
    body = factory.SubFactory(BodyFactory)
    role = BodyMembership.Role.OWNER
    created_at = factory.LazyFunction(timezone.now)


class OpportunityFactory(DjangoModelFactory):
    """An open opportunity with one lot. `services=` and `places=` are the lot's."""

    class Meta:
        model = Opportunity
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda n: f"Community service {n}")
    state = State.OPEN
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.SelfAttribute("created_at")
    published_at = factory.Maybe(
        factory.LazyAttribute(lambda o: o.state == State.DRAFT), None, factory.SelfAttribute("created_at")
    )
    submission_deadline = factory.LazyAttribute(lambda o: o.created_at + dt.timedelta(days=60))

    @factory.post_generation
    def services(self, create, extracted, **kwargs):
        self._lot = Lot.objects.create(opportunity=self, number="1")
        self._lot.services.set(extracted or [])

    @factory.post_generation
    def places(self, create, extracted, **kwargs):
        self._lot.places.set(extracted or [])


class JointBuyerRequestFactory(DjangoModelFactory):
    """A body waits for the answer of another."""

    class Meta:
        model = JointBuyerRequest

    opportunity = factory.SubFactory(OpportunityFactory)
    body = factory.SubFactory(BodyFactory)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)
