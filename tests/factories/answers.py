"""What officers answer requests for support with."""

import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from support_requests.models import Pointer, ReplyTemplate


class ReplyTemplateFactory(DjangoModelFactory):
    """Asks for accounts, by name."""

    class Meta:
        model = ReplyTemplate

    title = factory.Sequence(lambda n: f"We need your accounts ({n})")
    text = "Dear {name},\n\nplease send us the last accounts of {organisation}."
    changed_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)


class PointerFactory(DjangoModelFactory):
    """A page of the portal."""

    class Meta:
        model = Pointer

    title = factory.Sequence(lambda n: f"Offers of other organisations ({n})")
    url = "/offers/"
    changed_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)
