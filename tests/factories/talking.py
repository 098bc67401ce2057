"""Questions and documents of opportunities, and who follows them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.models import Following, OpportunityDocument, Question

from .accounts import UserFactory
from .commissioners import OpportunityFactory
from .organisations import StoredFileFactory


class FollowingFactory(DjangoModelFactory):
    class Meta:
        model = Following

    opportunity = factory.SubFactory(OpportunityFactory)
    person = factory.SubFactory(UserFactory)
    since = factory.LazyFunction(timezone.now)


class QuestionFactory(DjangoModelFactory):
    """A question that waits for its answer."""

    class Meta:
        model = Question

    opportunity = factory.SubFactory(OpportunityFactory)
    asked_by = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"Is the building included ({n})?")
    asked_at = factory.LazyFunction(timezone.now)


class OpportunityDocumentFactory(DjangoModelFactory):
    class Meta:
        model = OpportunityDocument

    opportunity = factory.SubFactory(OpportunityFactory)
    file = factory.SubFactory(StoredFileFactory)
    title = factory.Sequence(lambda n: f"Specification {n}")
    added_at = factory.LazyFunction(timezone.now)
    added_by = factory.SubFactory(UserFactory)
