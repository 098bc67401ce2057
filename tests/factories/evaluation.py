"""Questionnaires of the evaluation and their links."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from support_requests.actions.evaluation_links import hash_of
from support_requests.models import Evaluation, EvaluationLink

from .accounts import UserFactory
from .support import SupportRequestFactory

ENDED = ("answered", "unanswered", "not_asked")


class EvaluationFactory(DjangoModelFactory):
    """Asked half a year after support was agreed. `state="answered"` is signed; figures are given by name."""

    class Meta:
        model = Evaluation

    request = factory.SubFactory(SupportRequestFactory, state="accepted")
    organisation = factory.SelfAttribute("request.organisation")
    wave = Evaluation.Wave.SIX_MONTHS
    state = Evaluation.State.ASKED
    due_at = factory.LazyFunction(timezone.now)
    asked_at = factory.LazyAttribute(lambda one: None if one.state in ("scheduled", "not_asked") else one.due_at)
    ended_at = factory.LazyAttribute(lambda one: one.due_at if one.state in ENDED else None)
    answered_by = factory.LazyAttribute(lambda one: UserFactory() if one.state == "answered" else None)


class EvaluationLinkFactory(DjangoModelFactory):
    """A link that works for a month; `token` is what the e-mail has."""

    class Meta:
        model = EvaluationLink

    class Params:
        token = "a-token-that-nobody-guesses"

    evaluation = factory.SubFactory(EvaluationFactory)
    person = factory.SubFactory(UserFactory)
    token_hash = factory.LazyAttribute(lambda one: hash_of(one.token))
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda one: one.sent_at + dt.timedelta(days=30))
