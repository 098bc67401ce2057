"""Organisations and their profiles."""

import uuid

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from mutuals.choices import Kind
from mutuals.models import (
    ClaimEvidence,
    Organisation,
    Registration,
    SavedComparison,
    ServiceClaim,
    ThreePartDefinition,
)
from partnerships_portal.documents.models import StoredFile

from .accounts import UserFactory
from .reference import ServiceAreaFactory


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Brindle Vale Care {n}")
    kind = Kind.MUTUAL
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.SelfAttribute("created_at")
    admitted_at = factory.SelfAttribute("created_at")
    admission_asked_at = factory.LazyAttribute(lambda o: None if o.admitted_at else o.created_at)

    @factory.post_generation
    def services(self, create, extracted, **kwargs):
        for area in extracted or ():
            ServiceClaimFactory(organisation=self, service_area=area)

    @factory.post_generation
    def places(self, create, extracted, **kwargs):
        if extracted:
            self.places.set(extracted)


class ServiceClaimFactory(DjangoModelFactory):
    class Meta:
        model = ServiceClaim

    organisation = factory.SubFactory(OrganisationFactory)
    service_area = factory.SubFactory(ServiceAreaFactory)


class StoredFileFactory(DjangoModelFactory):
    """A small PDF."""

    class Meta:
        model = StoredFile

    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 contract", name=uuid.uuid4().hex))
    name = factory.Sequence(lambda n: f"contract {n}.pdf")
    content_type = "application/pdf"
    size = len(b"%PDF-1.7 contract")
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyFunction(timezone.now)


class ClaimEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = ClaimEvidence

    claim = factory.SubFactory(ServiceClaimFactory)
    stored = factory.SubFactory(StoredFileFactory)


class DefinitionFactory(DjangoModelFactory):
    """Complete answers to the three-part definition."""

    class Meta:
        model = ThreePartDefinition

    organisation = factory.SubFactory(OrganisationFactory)
    left_public_sector = delivers_public_services = staff_control = True
    left_public_sector_evidence = "Left the county council in 2014"
    delivers_public_services_evidence = "Runs the library service"
    staff_control_evidence = "Staff elect half of the board"
    status = ThreePartDefinition.Status.DRAFT
    submitted_at = factory.LazyAttribute(lambda o: None if o.status == "draft" else timezone.now())


class RegistrationFactory(DjangoModelFactory):
    """A draft in which nothing is answered yet."""

    class Meta:
        model = Registration

    person = factory.SubFactory(UserFactory)
    started_at = factory.LazyFunction(timezone.now)
    updated_at = factory.SelfAttribute("started_at")


class SavedComparisonFactory(DjangoModelFactory):
    """Organisations that a person keeps side by side. `of=` names them."""

    class Meta:
        model = SavedComparison
        skip_postgeneration_save = True

    person = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Comparison {n}")
    created_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def of(self, create, extracted, **kwargs):
        self.organisations.set(extracted or [])
