"""Kept views of the queue of requests for support."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from support_requests.models import SavedView

from .accounts import UserFactory


class SavedViewFactory(DjangoModelFactory):
    """A triage officer looks at what is theirs."""

    class Meta:
        model = SavedView

    owner = factory.SubFactory(UserFactory, programme_role="triage_officer")
    name = factory.Sequence(lambda n: f"Mine {n}")
    query = "list=mine"
    created_at = factory.LazyFunction(timezone.now)
