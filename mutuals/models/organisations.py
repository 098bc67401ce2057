"""Organisations and their profiles."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mutuals.bands import StaffBand, TurnoverBand
from mutuals.choices import Kind, LegalForm, OrganisationValue, Safeguarding, Scale
from mutuals.names import NameKey
from mutuals.visibility import SECTIONS_BY_KEY, Visibility
from partnerships_portal.reference.models import LocalAuthority


def _visibility(key: str) -> models.PositiveSmallIntegerField:
    section = SECTIONS_BY_KEY[key]
    return models.PositiveSmallIntegerField(f"who sees “{section.title}”", choices=Visibility, default=section.default)


def _scale(verbose_name: str, help_text: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(verbose_name, choices=Scale, null=True, blank=True, help_text=help_text)


class Network(models.Model):
    """A network that organisations belong to; sharing one is a beginning of trust."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every organisation in the directory is public by name; its sections are shown by their own levels.

        One that is closed, or that programme staff have not admitted yet, exists only for its members and for staff.
        """
        if user.is_authenticated and user.is_programme_staff:
            return self
        open_to_all = Q(closed_at=None, admitted_at__isnull=False)
        if user.is_authenticated:
            return self.filter(open_to_all | Q(pk__in=user.memberships.values("organisation")))
        return self.filter(open_to_all)

    def of(self, user):
        """Organisations that the person belongs to, in any role."""
        return self.filter(memberships__user=user) if user.is_authenticated else self.none()

    def active(self):
        """Those that take part: admitted to the directory and not closed. Only they are listed and matched."""
        return self.filter(closed_at=None, admitted_at__isnull=False)

    def waiting_for_admission(self):
        """Those that programme staff have to look at before anybody else sees them, longest waiting first.

        One that was returned with reasons waits for its own people instead, until they ask again.
        """
        waiting = self.filter(closed_at=None, admitted_at=None, admission_asked_at__isnull=False)
        return waiting.order_by("admission_asked_at", "pk")

    def mutuals(self):
        """Those that programme staff have verified against the three-part definition."""
        return self.exclude(verified_at=None)


class Organisation(models.Model):
    """Any provider in the directory. It is a Mutual once programme staff have verified it."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=Kind)

    # about
    legal_form = models.CharField(max_length=30, choices=LegalForm, blank=True)
    summary = models.TextField("what you do, in a few sentences", max_length=2000, blank=True)
    website = models.URLField(blank=True)
    base_postcode = models.CharField(max_length=8, blank=True)
    base_authority = models.ForeignKey(
        LocalAuthority,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="based_organisations",
    )
    # metres on the National Grid, from the postcode; its district's middle serves where there is none
    base_easting = models.IntegerField(null=True, blank=True, editable=False)
    base_northing = models.IntegerField(null=True, blank=True, editable=False)
    founded_on = models.DateField("founded on", null=True, blank=True)
    spun_out_on = models.DateField("left the public sector on", null=True, blank=True)
    parent_body = models.CharField("public body that it left", max_length=200, blank=True)
    company_number = models.CharField("Companies House number", max_length=8, blank=True)
    charity_number = models.CharField(max_length=10, blank=True)

    # places; services are ServiceClaims
    places = models.ManyToManyField(LocalAuthority, blank=True, related_name="organisations")
    is_national = models.BooleanField("delivers anywhere in England", default=False)
    national_evidence = models.TextField("contracts that show it", max_length=1000, blank=True)

    # social value; its outcomes are SocialOutcomes
    social_value = models.TextField("the social value that you create", max_length=2000, blank=True)

    # size and exact figures
    turnover = models.BigIntegerField(
        "turnover, pounds a year", null=True, blank=True, validators=[MinValueValidator(0)]
    )
    turnover_band = models.PositiveSmallIntegerField(choices=TurnoverBand, null=True, blank=True)
    staff = models.PositiveIntegerField("number of staff", null=True, blank=True)
    staff_band = models.PositiveSmallIntegerField(choices=StaffBand, null=True, blank=True)

    # capacity: both in full-time staff
    capacity = models.FloatField(
        "staff available for work, full-time",
        null=True,
        blank=True,
        validators=[MinValueValidator(0.1)],
    )
    volume_of_work = models.FloatField(
        "staff needed for the work in hand, full-time",
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    # values and ways of working
    values = ArrayField(models.CharField(max_length=30, choices=OrganisationValue), default=list, blank=True)
    pace_of_decisions = _scale("pace of decisions", "1: slow and thorough, 5: quick and light")
    governance = _scale("governance", "1: decided by the board, 5: decided by all staff")
    safeguarding = models.PositiveSmallIntegerField("safeguarding level", choices=Safeguarding, null=True, blank=True)

    # partnering
    partnering_experience = models.TextField(max_length=2000, blank=True)
    offers = models.TextField("what you offer partners", max_length=2000, blank=True)
    looks_for = models.TextField("what you look for in partners", max_length=2000, blank=True)
    networks = models.ManyToManyField(Network, blank=True, related_name="organisations")
    risk_appetite = _scale("risk appetite", "1: cautious, 5: bold")

    # who sees what
    visibility_about = _visibility("about")
    visibility_services = _visibility("services")
    visibility_places = _visibility("places")
    visibility_social_value = _visibility("social_value")
    visibility_size = _visibility("size")
    visibility_ways_of_working = _visibility("ways_of_working")
    visibility_partnering = _visibility("partnering")
    visibility_finances = _visibility("finances")
    visibility_capacity = _visibility("capacity")
    visibility_history = _visibility("history")

    # kept by the portal
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    admission_asked_at = models.DateTimeField(null=True, blank=True)  # while programme staff have to decide on it
    admitted_at = models.DateTimeField(null=True, blank=True)
    admitted_by = models.ForeignKey(  # null with a time: those who run the portal
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(  # null with a time: those who run the portal
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_reason = models.TextField(max_length=500, blank=True)
    merged_into = models.ForeignKey(  # its history stays here; its address leads there
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    is_demo = models.BooleanField(default=False)
    public_search = SearchVectorField(null=True, editable=False)  # from public sections only; actions keep it

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["public_search"], name="organisation_search"),
            models.Index(fields=["name", "id"], name="organisation_by_name"),
            models.Index(NameKey("name"), name="organisation_by_name_key"),
            models.Index(fields=["company_number"], condition=~Q(company_number=""), name="organisation_by_company"),
            models.Index(fields=["charity_number"], condition=~Q(charity_number=""), name="organisation_by_charity"),
            models.Index(
                fields=["admission_asked_at"],
                condition=Q(admission_asked_at__isnull=False),
                name="organisation_waits",
            ),
        ]
        constraints = [
            models.CheckConstraint(name="organisation_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="organisation_verification_is_signed",
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_verified_is_admitted",
                condition=Q(verified_at=None) | Q(admitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_admission_has_a_time",
                condition=Q(admitted_by=None) | Q(admitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_waits_or_is_admitted",
                condition=Q(admission_asked_at=None) | Q(admitted_at=None),
            ),
            models.CheckConstraint(
                name="organisation_merged_is_closed",
                condition=Q(merged_into=None) | (Q(closed_at__isnull=False) & ~Q(merged_into=models.F("pk"))),
            ),
            models.CheckConstraint(
                name="organisation_base_point_is_whole",
                condition=Q(base_easting=None, base_northing=None)
                | Q(base_easting__isnull=False, base_northing__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_turnover_is_not_negative",
                condition=Q(turnover=None) | Q(turnover__gte=0),
            ),
            models.CheckConstraint(
                name="organisation_capacity_is_positive",
                condition=Q(capacity=None) | Q(capacity__gt=0),
            ),
            models.CheckConstraint(
                name="organisation_volume_is_not_negative",
                condition=Q(volume_of_work=None) | Q(volume_of_work__gte=0),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation_detail", args=[self.pk])

    @property
    def is_mutual(self) -> bool:
        return self.verified_at is not None

    @property
    def is_active(self) -> bool:
        """Admitted to the directory and not closed."""
        return self.admitted_at is not None and self.closed_at is None

    @property
    def kind_in_words(self) -> str:
        """The kind; that of a mutual which nobody verified says whose word it is."""
        if self.kind == Kind.MUTUAL and not self.is_mutual:
            return "Says it is a public service mutual, not checked yet"
        return self.get_kind_display()

    @property
    def kind_beside_tag(self) -> str:
        """The kind where the tag "Mutual" stands beside it already: nothing is said twice."""
        return "" if self.is_mutual and self.kind == Kind.MUTUAL else self.kind_in_words
