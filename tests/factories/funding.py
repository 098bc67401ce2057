"""Funding rounds and applications."""

import datetime as dt
import uuid
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from support_requests.models import FundingAnswer, FundingApplication, FundingCriterion, FundingRound

from .accounts import UserFactory
from .organisations import OrganisationFactory

WEEK = dt.timedelta(days=7)


class FundingRoundFactory(DjangoModelFactory):
    """Open for a week more, with two criteria. `state="closed"` closed now; `state="draft"` was not published."""

    class Meta:
        model = FundingRound
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Partnership development fund {n}")
    about = "Up to £20,000 for organisations that bid together for the first time."
    budget = Decimal(30_000)
    most_each = Decimal(20_000)
    created_at = factory.LazyFunction(timezone.now)
    opens_at = factory.LazyAttribute(lambda one: one.created_at - WEEK)
    closes_at = factory.LazyAttribute(lambda one: one.created_at + WEEK)
    state = FundingRound.State.PUBLISHED
    created_by = factory.SubFactory(UserFactory)
    published_at = factory.LazyAttribute(lambda one: None if one.state == "draft" else one.opens_at)
    closed_at = factory.LazyAttribute(lambda one: one.created_at if one.state == "closed" else None)
    form_key = factory.LazyFunction(uuid.uuid4)

    @factory.post_generation
    def criteria(self, create, extracted, **kwargs):
        for title, weight in extracted or (("Need", 60), ("Value for money", 40)):
            FundingCriterion.objects.create(round=self, title=title, weight=weight)


class FundingApplicationFactory(DjangoModelFactory):
    """Sent, with every criterion answered. `state="draft"` was not sent; a decided one is signed."""

    class Meta:
        model = FundingApplication
        skip_postgeneration_save = True

    round = factory.SubFactory(FundingRoundFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    state = FundingApplication.State.SUBMITTED
    summary = "A lawyer who drafts the agreement between us and two partners."
    amount = Decimal(15_000)
    begun_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("created_at")
    submitted_at = factory.LazyAttribute(lambda one: None if one.state == "draft" else one.created_at)
    decided_by = factory.Maybe(
        factory.LazyAttribute(lambda one: one.state in ("offered", "declined")),
        yes_declaration=factory.SubFactory(UserFactory),
        no_declaration=None,
    )
    decided_at = factory.LazyAttribute(lambda one: one.created_at if one.decided_by else None)
    reason = factory.LazyAttribute(lambda one: "It meets every criterion." if one.decided_by else "")
    awarded = factory.LazyAttribute(lambda one: one.amount if one.state == "offered" else None)
    withdrawn_at = factory.LazyAttribute(lambda one: one.created_at if one.state == "withdrawn" else None)

    @factory.post_generation
    def answers(self, create, extracted, **kwargs):
        for criterion in self.round.criteria.all():
            FundingAnswer.objects.create(application=self, criterion=criterion, text="We need it, and it is cheap.")
