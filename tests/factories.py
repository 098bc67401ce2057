"""Test objects in a line. Only what a test says is special; the rest is plain."""

import datetime as dt
import hashlib
import uuid

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from commissioners.choices import BodyKind, State
from commissioners.models import BodyMembership, CommissioningBody, Lot, Opportunity
from consortia.matching.weight_sets import ensured
from consortia.models import Bid, BidParticipant, Consortium, PartnerMatch, TenderMatch
from mutuals.choices import Kind
from mutuals.models import (
    ClaimEvidence,
    JoinRequest,
    Membership,
    MembershipInvitation,
    Organisation,
    Registration,
    SavedComparison,
    ServiceClaim,
    ThreePartDefinition,
)
from partnerships_portal.accounts.models import User
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    """A person who can sign in: the e-mail address is verified."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Faker("name", locale="en_GB")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified_email(self, create, extracted, **kwargs):
        if create and extracted is not False:
            self.emailaddress_set.create(email=self.email, verified=True, primary=True)


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"E12{n:06d}")
    name = factory.Sequence(lambda n: f"Region {n}")
    slug = factory.Sequence(lambda n: f"region-{n}")


class LocalAuthorityFactory(DjangoModelFactory):
    class Meta:
        model = LocalAuthority
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"E07{n:06d}")
    name = factory.Sequence(lambda n: f"District {n}")
    region = factory.SubFactory(RegionFactory)
    upper_tier_code = factory.SelfAttribute("code")
    upper_tier_name = factory.SelfAttribute("name")
    easting = 400_000
    northing = 300_000
    postcodes = 5_000
    occupied_km2 = 100
    sparsity = 0.3


class ServiceAreaFactory(DjangoModelFactory):
    """A sub-area of a group."""

    class Meta:
        model = ServiceArea
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"service-{n}")
    name = factory.Sequence(lambda n: f"Service {n}")
    position = factory.Sequence(lambda n: 1000 + n)
    parent = factory.LazyFunction(
        lambda: ServiceArea.objects.get_or_create(code="health", defaults={"name": "Health", "position": 0})[0]
    )


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


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Membership.Role.OWNER
    created_at = factory.LazyFunction(timezone.now)


class InvitationFactory(DjangoModelFactory):
    """An owner asks somebody without an account to act for an organisation. `token=` is that of its link."""

    class Meta:
        model = MembershipInvitation

    class Params:
        token = factory.Sequence(lambda n: f"token-{n}")

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"newcomer{n}@example.org")
    role = Membership.Role.EDITOR
    token_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.token.encode()).hexdigest())
    sent_at = factory.LazyFunction(timezone.now)
    sent_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyAttribute(lambda o: o.sent_at + dt.timedelta(days=14))


class JoinRequestFactory(DjangoModelFactory):
    """Somebody asks to join an organisation."""

    class Meta:
        model = JoinRequest

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = CommissioningBody

    name = factory.Sequence(lambda n: f"Marlbeck Council {n}")
    kind = BodyKind.COUNCIL
    created_at = factory.LazyFunction(timezone.now)


class BodyMembershipFactory(DjangoModelFactory):
    class Meta:
        model = BodyMembership

    user = factory.SubFactory(UserFactory)
    body = factory.SubFactory(BodyFactory)
    role = BodyMembership.Role.OWNER
    created_at = factory.LazyFunction(timezone.now)


class OpportunityFactory(DjangoModelFactory):
    """An open opportunity with one lot. `services=` and `places=` are the lot's."""

    class Meta:
        model = Opportunity
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda n: f"Community service {n}")
    state = State.OPEN
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.SelfAttribute("created_at")
    published_at = factory.Maybe(
        factory.LazyAttribute(lambda o: o.state == State.DRAFT), None, factory.SelfAttribute("created_at")
    )
    submission_deadline = factory.LazyAttribute(lambda o: o.created_at + dt.timedelta(days=60))

    @factory.post_generation
    def services(self, create, extracted, **kwargs):
        self._lot = Lot.objects.create(opportunity=self, number="1")
        self._lot.services.set(extracted or [])

    @factory.post_generation
    def places(self, create, extracted, **kwargs):
        self._lot.places.set(extracted or [])


class NotificationFactory(DjangoModelFactory):
    """A message that was read by nobody and waits to be sent."""

    class Meta:
        model = Notification

    person = factory.SubFactory(UserFactory)
    event = "something_happened"
    key = factory.Sequence(str)
    subject = factory.Sequence(lambda n: f"Message {n}")
    created_at = factory.LazyFunction(timezone.now)


class ConsortiumFactory(DjangoModelFactory):
    class Meta:
        model = Consortium

    name = factory.Sequence(lambda n: f"Consortium {n}")
    created_at = factory.LazyFunction(timezone.now)


class BidFactory(DjangoModelFactory):
    """A bid that was submitted. `by=` names its organisations."""

    class Meta:
        model = Bid
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda n: f"Bid {n}")
    state = Bid.State.LOST
    submitted_on = dt.date(2026, 3, 1)

    @factory.post_generation
    def by(self, create, extracted, **kwargs):
        participants = list(extracted or ())
        for organisation in participants:
            BidParticipant.objects.create(bid=self, organisation=organisation)
        if len(participants) > 1:
            self.is_joint = True
            self.save(update_fields=["is_joint"])


class TenderMatchFactory(DjangoModelFactory):
    """A middling fit that is known exactly."""

    class Meta:
        model = TenderMatch

    organisation = factory.SubFactory(OrganisationFactory)
    opportunity = factory.SubFactory(OpportunityFactory)
    point = low = high = 0.5
    geography = size = service = competition = commissioner = history = 0.5
    weight_set_id = factory.LazyFunction(lambda: ensured(at=timezone.now()).pk)
    computed_at = factory.LazyFunction(timezone.now)


class PartnerMatchFactory(DjangoModelFactory):
    """A middling pair that is known exactly, as one side sees it."""

    class Meta:
        model = PartnerMatch

    organisation = factory.SubFactory(OrganisationFactory)
    partner = factory.SubFactory(OrganisationFactory)
    point = low = high = 0.5
    geography = size = service = competition = commissioner = history = 0.5
    brings = gains = alignment = 0.5
    weight_set_id = factory.LazyFunction(lambda: ensured(at=timezone.now()).pk)
    computed_at = factory.LazyFunction(timezone.now)
