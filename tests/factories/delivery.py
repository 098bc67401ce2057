"""What happens in packages, and around advisers."""

import datetime as dt
import uuid
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from support_requests.models import (
    AdviserConflict,
    AdviserInvitation,
    Milestone,
    PackageFile,
    PackageSession,
    TimeEntry,
)

from .accounts import UserFactory
from .organisations import OrganisationFactory, StoredFileFactory
from .support import AdviserFactory, AssignmentFactory, PackageFactory


class AdviserConflictFactory(DjangoModelFactory):
    """An adviser who must not help an organisation."""

    class Meta:
        model = AdviserConflict

    adviser = factory.SubFactory(AdviserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    because = "A partner of the firm sits on its board."
    said_by = factory.SubFactory(UserFactory)
    said_at = factory.LazyFunction(timezone.now)


class AdviserInvitationFactory(DjangoModelFactory):
    """A manager asked somebody from outside, who has not answered."""

    class Meta:
        model = AdviserInvitation
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"adviser{n}@example.org")
    kind = "external"
    firm = "Fennimore and Vale"
    expertise = factory.LazyFunction(lambda: ["legal"])
    days_a_month = Decimal(4)
    sent_by = factory.SubFactory(UserFactory, programme_role="programme_manager")
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda one: one.sent_at + dt.timedelta(days=14))


class MilestoneFactory(DjangoModelFactory):
    """Not reached yet."""

    class Meta:
        model = Milestone

    package = factory.SubFactory(PackageFactory)
    what = factory.Sequence(lambda n: f"Step {n} is agreed")
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)


class PackageSessionFactory(DjangoModelFactory):
    """Held today."""

    class Meta:
        model = PackageSession

    package = factory.SubFactory(PackageFactory)
    what = "Workshop on the model"
    held_on = factory.LazyFunction(timezone.localdate)
    changed_by = factory.SubFactory(UserFactory)
    changed_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)


class PackageFileFactory(DjangoModelFactory):
    """A document that an officer added."""

    class Meta:
        model = PackageFile

    package = factory.SubFactory(PackageFactory)
    file = factory.SubFactory(StoredFileFactory)
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)


class TimeEntryFactory(DjangoModelFactory):
    """Half a day, today."""

    class Meta:
        model = TimeEntry

    assignment = factory.SubFactory(AssignmentFactory)
    days = Decimal("0.5")
    worked_on = factory.LazyFunction(timezone.localdate)
    what = "Read the draft agreement"
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)
