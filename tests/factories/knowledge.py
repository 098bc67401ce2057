"""Case studies, guides and pilots, and who may be named in them."""

import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from support_requests.models import KnowledgeAttachment, KnowledgeConsent, KnowledgePage

from .accounts import UserFactory
from .organisations import OrganisationFactory, StoredFileFactory


class KnowledgePageFactory(DjangoModelFactory):
    """A published guide. `kind="case_study"`, `state="draft"` and the like make others."""

    class Meta:
        model = KnowledgePage

    kind = KnowledgePage.Kind.GUIDE
    state = KnowledgePage.State.PUBLISHED
    title = factory.Sequence(lambda n: f"How to begin, part {n}")
    summary = "What to talk about first."
    text = "Talk about what each of you brings.\n\nThen write it down."
    stage = factory.LazyAttribute(lambda one: "running" if one.kind == "pilot" else "")
    written_by = factory.SubFactory(UserFactory, programme_role="programme_manager")
    changed_at = factory.LazyFunction(timezone.now)
    published_at = factory.LazyAttribute(lambda one: one.changed_at if one.state == "published" else None)
    withdrawn_at = factory.LazyAttribute(lambda one: one.changed_at if one.state == "withdrawn" else None)
    form_key = factory.LazyFunction(uuid.uuid4)


class KnowledgeConsentFactory(DjangoModelFactory):
    """An organisation that is asked about the wording as it is. `state="agreed"` is signed by `answered_by`."""

    class Meta:
        model = KnowledgeConsent

    page = factory.SubFactory(KnowledgePageFactory, kind="case_study")
    organisation = factory.SubFactory(OrganisationFactory)
    state = KnowledgeConsent.State.ASKED
    version = factory.LazyAttribute(lambda one: None if one.state == "not_asked" else one.page.version)
    asked_at = factory.LazyAttribute(lambda one: None if one.state == "not_asked" else one.page.changed_at)
    answered_by = factory.LazyAttribute(lambda one: None if one.state in ("not_asked", "asked") else UserFactory())
    answered_at = factory.LazyAttribute(lambda one: one.page.changed_at if one.answered_by else None)
    name = factory.LazyAttribute(lambda one: "Amina Okafor" if one.answered_by else "")
    role = factory.LazyAttribute(lambda one: "Chief executive" if one.answered_by else "")


class KnowledgeAttachmentFactory(DjangoModelFactory):
    """A file of a page."""

    class Meta:
        model = KnowledgeAttachment

    page = factory.SubFactory(KnowledgePageFactory)
    title = "Template of a memorandum"
    file = factory.SubFactory(StoredFileFactory)
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(timezone.now)
    form_key = factory.LazyFunction(uuid.uuid4)
