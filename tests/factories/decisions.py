"""Decisions of consortia."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.models import Decision, Voice

from .accounts import UserFactory
from .partnering import ConsortiumMemberFactory


class DecisionFactory(DjangoModelFactory):
    """Open, of the plain kind, proposed by a member (and no voice given)."""

    class Meta:
        model = Decision

    proposer = factory.SubFactory(ConsortiumMemberFactory)
    consortium = factory.SelfAttribute("proposer.consortium")
    rule = "everyone"
    title = factory.Sequence(lambda n: f"Decision {n}")
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = factory.LazyFunction(timezone.now)


class VoiceFactory(DjangoModelFactory):
    """A member that agrees."""

    class Meta:
        model = Voice

    decision = factory.SubFactory(DecisionFactory)
    member = factory.SelfAttribute("decision.proposer")
    answer = "agree"
    given_at = factory.LazyFunction(timezone.now)
    given_by = factory.SubFactory(UserFactory)
