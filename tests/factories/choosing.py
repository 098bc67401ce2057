"""What the members of a consortium answered and keep about its partnership model."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.models import ModelAnswer, ModelPaper

from .accounts import UserFactory
from .organisations import OrganisationFactory
from .partnering import ConsortiumFactory


class ModelAnswerFactory(DjangoModelFactory):
    """Somebody said that no lead is asked for."""

    class Meta:
        model = ModelAnswer

    consortium = factory.SubFactory(ConsortiumFactory)
    question = "lead"
    answer = "no"
    changed_at = factory.LazyFunction(timezone.now)
    changed_by = factory.SubFactory(UserFactory)
    changed_for = factory.SubFactory(OrganisationFactory)


class ModelPaperFactory(DjangoModelFactory):
    """A confidentiality agreement that nobody looks after yet."""

    class Meta:
        model = ModelPaper

    consortium = factory.SubFactory(ConsortiumFactory)
    code = "confidentiality"
    changed_at = factory.LazyFunction(timezone.now)
    changed_by = factory.SubFactory(UserFactory)
    changed_for = factory.SubFactory(OrganisationFactory)
