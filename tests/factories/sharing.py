"""Messages, documents and actions of consortia."""

import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from consortia.models import ConsortiumMessage, SharedAction, SharedDocument, SharedVersion

from .accounts import UserFactory
from .organisations import StoredFileFactory
from .partnering import ConsortiumMemberFactory
from .working_together import SharedRowFactory


class ConsortiumMessageFactory(DjangoModelFactory):
    """Just written, for a member."""

    class Meta:
        model = ConsortiumMessage

    member = factory.SubFactory(ConsortiumMemberFactory)
    consortium = factory.SelfAttribute("member.consortium")
    subject = factory.Sequence(lambda n: f"Subject {n}")
    text = "Shall we meet on Monday?"
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)


class SharedDocumentFactory(DjangoModelFactory):
    """A title; the versions are made apart."""

    class Meta:
        model = SharedDocument

    title = factory.Sequence(lambda n: f"Document {n}")
    created_at = factory.LazyFunction(timezone.now)


class SharedVersionFactory(DjangoModelFactory):
    """The first version of a document, with its file, put in for a member."""

    class Meta:
        model = SharedVersion

    member = factory.SubFactory(ConsortiumMemberFactory)
    document = factory.SubFactory(SharedDocumentFactory, consortium=factory.SelfAttribute("..member.consortium"))
    number = 1
    file = factory.SubFactory(StoredFileFactory)
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)


class SharedActionFactory(SharedRowFactory):
    """Something to do that nobody has taken on. `of=` a member: it has."""

    class Meta:
        model = SharedAction

    class Params:
        of = None

    what = factory.Sequence(lambda n: f"Action {n}")
    owner = factory.LazyAttribute(lambda one: one.of and one.of.organisation)
    asked_at = factory.LazyAttribute(lambda one: one.of and one.changed_at)
    accepted_at = factory.LazyAttribute(lambda one: one.of and one.changed_at)
    accepted_by = factory.LazyAttribute(lambda one: one.of and one.changed_by)
