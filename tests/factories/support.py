"""Requests for support, advisers and packages."""

import datetime as dt
import uuid
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from support_requests.delivering.years import year_of
from support_requests.models import (
    Adviser,
    Assignment,
    InternalNote,
    Package,
    PackageLine,
    SupportBudget,
    SupportFile,
    SupportMessage,
    SupportRequest,
)

from .accounts import UserFactory
from .organisations import OrganisationFactory, StoredFileFactory

DECIDED = ("accepted", "in_progress", "completed", "declined", "merged")


class SupportRequestFactory(DjangoModelFactory):
    """Sent, and nobody has it yet. `state="draft"` was not sent; a decided one is signed by its officer."""

    class Meta:
        model = SupportRequest

    organisation = factory.SubFactory(OrganisationFactory)
    asked_by = factory.SubFactory(UserFactory)
    state = SupportRequest.State.SUBMITTED
    title = factory.Sequence(lambda n: f"Help with partnership {n}")
    happening = "We want to bid with two others and do not know which agreement we need."
    support_types = factory.LazyFunction(lambda: ["legal", "financial_modelling"])
    created_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("created_at")
    form_key = factory.LazyFunction(uuid.uuid4)
    submitted_at = factory.LazyAttribute(lambda one: None if one.state == "draft" else one.created_at)
    first_reply_due_at = factory.LazyAttribute(lambda one: one.submitted_at and one.submitted_at + dt.timedelta(days=2))
    decision_due_at = factory.LazyAttribute(lambda one: one.submitted_at and one.submitted_at + dt.timedelta(days=14))
    officer = factory.Maybe(
        factory.LazyAttribute(lambda one: one.state in DECIDED),
        yes_declaration=factory.SubFactory(UserFactory, programme_role="triage_officer"),
        no_declaration=None,
    )
    decided_by = factory.LazyAttribute(lambda one: one.officer if one.state in DECIDED else None)
    decided_at = factory.LazyAttribute(lambda one: one.submitted_at if one.state in DECIDED else None)
    ended_at = factory.LazyAttribute(
        lambda one: one.submitted_at if one.state in SupportRequest.ENDED else None,
    )


class SupportMessageFactory(DjangoModelFactory):
    """The programme wrote to the asker."""

    class Meta:
        model = SupportMessage

    request = factory.SubFactory(SupportRequestFactory)
    side = SupportMessage.Side.PROGRAMME
    text = "Thank you. We will look at this on Monday."
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)


class SupportFileFactory(DjangoModelFactory):
    """A PDF that the asker added."""

    class Meta:
        model = SupportFile

    request = factory.SubFactory(SupportRequestFactory)
    side = SupportMessage.Side.ASKER
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)
    file = factory.SubFactory(StoredFileFactory)


class InternalNoteFactory(DjangoModelFactory):
    """A note that only staff read."""

    class Meta:
        model = InternalNote

    request = factory.SubFactory(SupportRequestFactory)
    text = "Their last agreement ended in a dispute."
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)


class AdviserFactory(DjangoModelFactory):
    """A lawyer from outside who gives four days a month."""

    class Meta:
        model = Adviser
        skip_postgeneration_save = True

    person = factory.SubFactory(UserFactory, is_adviser=True)
    kind = Adviser.Kind.EXTERNAL
    firm = "Fennimore and Vale"
    expertise = factory.LazyFunction(lambda: ["legal", "governance"])
    days_a_month = Decimal(4)
    joined_at = factory.LazyFunction(timezone.now)


class SupportBudgetFactory(DjangoModelFactory):
    """A hundred days, in a programme of its own."""

    class Meta:
        model = SupportBudget

    programme = factory.Sequence(lambda n: f"Partnership support {n}")
    year = factory.LazyFunction(lambda: year_of(timezone.localdate()))
    days = Decimal(100)


class PackageFactory(DjangoModelFactory):
    """Agreed for a request that was accepted. Its lines are made by PackageLineFactory."""

    class Meta:
        model = Package

    request = factory.SubFactory(SupportRequestFactory, state="accepted")
    budget = factory.SubFactory(SupportBudgetFactory)
    summary = "A model that all members can sign."
    agreed_by = factory.SubFactory(UserFactory)
    agreed_at = factory.LazyFunction(timezone.now)


class PackageLineFactory(DjangoModelFactory):
    """Three days of legal advice."""

    class Meta:
        model = PackageLine

    package = factory.SubFactory(PackageFactory)
    support_type = "legal"
    what = "Draft the agreement between the members"
    days = Decimal(3)


class AssignmentFactory(DjangoModelFactory):
    """An adviser who has agreed. `state="offered"` has not answered."""

    class Meta:
        model = Assignment

    line = factory.SubFactory(PackageLineFactory)
    adviser = factory.SubFactory(AdviserFactory)
    state = Assignment.State.ACCEPTED
    offered_by = factory.SubFactory(UserFactory)
    offered_at = factory.LazyFunction(timezone.now)
