"""What the programme promises."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from support_requests.models import ClosedDay

from .accounts import UserFactory


class ClosedDayFactory(DjangoModelFactory):
    """A Wednesday far ahead that no bank holiday falls on."""

    class Meta:
        model = ClosedDay

    day = dt.date(2031, 10, 8)
    because = "The office moves"
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)
