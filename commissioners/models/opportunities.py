"""What commissioning bodies will or may buy, in lots."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from commissioners.choices import (
    InterestVisibility,
    LotOutcome,
    Openness,
    PartnershipModel,
    Regime,
    Reservation,
    Route,
    Source,
    State,
)
from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea

from .bodies import BodyMembership, CommissioningBody

# Without any sign for longer, a plan counts as given up: a qualifying planned procurement notice comes at most
# 12 months before its tender notice (Procurement Act 2023, section 15). A leap year's days, so as not to be early.
LONGEST_SILENCE = dt.timedelta(days=366)


class OpportunityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whatever was published is public. The rest exists for its body's people and joint buyers' people only."""
        published = Q(published_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(published)
        mine = BodyMembership.objects.filter(user=user).values("body")
        joint = Opportunity.joint_buyers.through.objects.filter(commissioningbody__in=mine).values("opportunity")
        return self.filter(published | Q(body__in=mine) | Q(claimed_by__in=mine) | Q(pk__in=joint))

    def bought_by(self, user):
        """Those that the person's bodies buy, alone or jointly, or have claimed."""
        if not user.is_authenticated:
            return self.none()
        mine = BodyMembership.objects.filter(user=user).values("body")
        joint = Opportunity.joint_buyers.through.objects.filter(commissioningbody__in=mine).values("opportunity")
        return self.filter(Q(body__in=mine) | Q(claimed_by__in=mine) | Q(pk__in=joint))

    def listed(self):
        """Without those that their buyer posted here as well: lists, counts and feeds show the buyer's own alone.

        By key, not by column: the counts of the list then go on reading nothing but their index.
        """
        return self.exclude(pk__in=Opportunity.objects.filter(superseded_by__isnull=False).values("pk"))

    def live(self, at):
        """Those that can be matched: in early engagement or open, public services in England, in time for tenders.

        Without a deadline for tenders it is in time until the contract was to start (UK local date), while the end
        of engagement, the date on which the tender is expected or the publication is not past LONGEST_SILENCE.
        """
        since = at - LONGEST_SILENCE
        not_started = Q(starts_on=None) | Q(starts_on__gt=timezone.localdate(at))
        heard_of = (
            Q(engagement_deadline__gte=since)
            | Q(expected_tender_on__gte=timezone.localdate(since))
            | Q(published_at__gte=since)
        )
        return self.filter(
            Q(submission_deadline__gt=at) | (Q(submission_deadline=None) & not_started & heard_of),
            state__in=[State.EARLY_ENGAGEMENT, State.OPEN],
            superseded_by=None,
            outside_public_services=False,
            outside_england=False,
        )


class Opportunity(models.Model):
    """Something a commissioning body will or may buy. Money is in pounds; dates and times are UK local time."""

    TRANSITIONS = {
        State.DRAFT: {State.EARLY_ENGAGEMENT, State.OPEN, State.AWARDED, State.CANCELLED},
        State.EARLY_ENGAGEMENT: {State.OPEN, State.AWARDED, State.CANCELLED},
        State.OPEN: {State.CLOSED, State.CANCELLED},
        State.CLOSED: {State.AWARDED, State.OPEN, State.CANCELLED},
    }

    body = models.ForeignKey(CommissioningBody, on_delete=models.PROTECT, related_name="opportunities")
    joint_buyers = models.ManyToManyField(CommissioningBody, blank=True, related_name="joint_opportunities")
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    reference = models.CharField("the buyer's own reference", max_length=250, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)

    # the law
    route = models.CharField(max_length=30, choices=Route, default=Route.NOT_STATED, blank=True)
    regime = models.CharField(max_length=20, choices=Regime, default=Regime.NOT_KNOWN, blank=True)
    is_light_touch = models.BooleanField("light touch services", null=True, blank=True)
    is_above_threshold = models.BooleanField(null=True, blank=True)
    reserved_for = ArrayField(models.CharField(max_length=20, choices=Reservation), default=list, blank=True)
    cpv_codes = ArrayField(models.CharField(max_length=8), default=list, blank=True)  # without check digits
    suits_small = models.BooleanField("suitable for small and medium-sized organisations", null=True, blank=True)
    suits_voluntary = models.BooleanField("suitable for voluntary organisations", null=True, blank=True)

    # money
    value = models.DecimalField("total value without VAT", max_digits=14, decimal_places=2, null=True, blank=True)
    value_with_vat = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    minimum_turnover = models.BigIntegerField(
        "minimum turnover asked, pounds a year",
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    minimum_insurance = models.BigIntegerField(
        "highest insurance cover asked, pounds", null=True, blank=True, validators=[MinValueValidator(0)]
    )
    infrastructure_asked = models.TextField(
        "what you ask of premises, systems and accreditations", max_length=2000, blank=True
    )

    # dates
    engagement_deadline = models.DateTimeField("market engagement ends", null=True, blank=True)
    expected_tender_on = models.DateField("tender expected", null=True, blank=True)
    tender_days = models.PositiveSmallIntegerField("days that the tender will be open", null=True, blank=True)
    enquiry_deadline = models.DateTimeField("questions by", null=True, blank=True)
    submission_deadline = models.DateTimeField("tenders by", null=True, blank=True)
    starts_on = models.DateField("contract starts", null=True, blank=True)
    ends_on = models.DateField("contract ends", null=True, blank=True)
    award_expected_on = models.DateField("award expected", null=True, blank=True)
    may_be_extended = models.BooleanField("the contract may be extended", null=True, blank=True)
    may_extend_to = models.DateField("may be extended to", null=True, blank=True)

    # openness to consortia
    openness = models.CharField(
        "consortia are", max_length=15, choices=Openness, default=Openness.NOT_STATED, blank=True
    )
    models_considered = ArrayField(models.CharField(max_length=30, choices=PartnershipModel), default=list, blank=True)
    wants_lead_provider = models.BooleanField("a lead provider is wanted", null=True, blank=True)
    wants_joint_liability = models.BooleanField("joint and several liability is wanted", null=True, blank=True)
    considers_smaller_lots = models.BooleanField("smaller lots are considered", null=True, blank=True)
    openness_note = models.TextField(max_length=2000, blank=True)
    social_value_weight = models.DecimalField(
        "weight of social value, per cent",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    social_value_questions = models.TextField("what you ask about social value", max_length=4000, blank=True)

    # talking to the market
    interest_shown_to = models.CharField(
        "the interest list is shown to", max_length=10, choices=InterestVisibility, default=InterestVisibility.NOBODY
    )

    # where it came from
    source = models.CharField(max_length=20, choices=Source, default=Source.PORTAL)
    ocid = models.CharField(max_length=120, blank=True)
    notice_url = models.URLField(max_length=500, blank=True)
    claimed_by = models.ForeignKey(  # the body that showed that this imported one is its own: it acts as the buyer
        CommissioningBody, null=True, blank=True, on_delete=models.PROTECT, related_name="claimed_opportunities"
    )
    superseded_by = models.ForeignKey(  # the same procurement as its buyer posted it here: this one is not matched
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="supersedes"
    )
    imported = models.JSONField(default=dict, blank=True, editable=False)  # values as the last import wrote them
    outside_public_services = models.BooleanField(default=False)  # kept and shown, never matched
    outside_england = models.BooleanField(default=False)  # every place that it names is; likewise never matched

    # kept by the portal
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)  # grows with each amendment
    is_demo = models.BooleanField(default=False)
    search = SearchVectorField(null=True, editable=False)  # actions keep it

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        ordering = [F("submission_deadline").asc(nulls_last=True), "-published_at", "pk"]
        verbose_name_plural = "opportunities"
        indexes = [
            GinIndex(fields=["search"], name="opportunity_search"),
            models.Index(fields=["state", "submission_deadline"], name="opportunity_by_state"),
            models.Index(  # what the list counts, without reading the long texts
                fields=["state"],
                include=[
                    "id",
                    "published_at",
                    "outside_public_services",
                    "openness",
                    "source",
                    "value",
                    "submission_deadline",
                    "engagement_deadline",
                ],
                name="opportunity_facets",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ocid", "body"], condition=~Q(ocid=""), name="opportunity_is_imported_once"
            ),
            models.CheckConstraint(name="opportunity_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="opportunity_published_has_a_time",  # a draft may be cancelled without ever being public
                condition=Q(state=State.DRAFT, published_at=None)
                | Q(state=State.CANCELLED)
                | (~Q(state=State.DRAFT) & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(  # notices are kept as they come, whatever their dates
                name="opportunity_dates_are_in_order",
                condition=~Q(source=Source.PORTAL)
                | (
                    (Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")))
                    & (Q(ends_on=None) | Q(may_extend_to=None) | Q(may_extend_to__gte=F("ends_on")))
                ),
            ),
            models.CheckConstraint(
                name="opportunity_social_value_is_a_share",
                condition=Q(social_value_weight=None) | Q(social_value_weight__range=(0, 100)),
            ),
            models.CheckConstraint(
                name="opportunity_is_not_its_own_successor",
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("id")),
            ),
            models.CheckConstraint(name="opportunity_value_is_positive", condition=Q(value=None) | Q(value__gt=0)),
            models.CheckConstraint(
                name="opportunity_minimum_turnover_is_not_negative",
                condition=Q(minimum_turnover=None) | Q(minimum_turnover__gte=0),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("opportunity_detail", args=[self.pk])

    def buyer_ids(self) -> list[int]:
        """Keys of the bodies that buy it: the one named, the one that has claimed it, those that buy with it."""
        leading = [self.body_id, *([self.claimed_by_id] if self.claimed_by_id else [])]
        return [*leading, *(body.pk for body in self.joint_buyers.all())]


class Lot(models.Model):
    """A part of an opportunity that can be bid for by itself. Every opportunity has at least one."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="lots")
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    services = models.ManyToManyField(ServiceArea, blank=True, related_name="lots")
    places = models.ManyToManyField(LocalAuthority, blank=True, related_name="lots")
    regions = models.ManyToManyField(Region, blank=True, related_name="lots")
    is_nationwide = models.BooleanField("anywhere in England", default=False)
    value = models.DecimalField("value without VAT", max_digits=14, decimal_places=2, null=True, blank=True)
    value_with_vat = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField("contract starts", null=True, blank=True)
    ends_on = models.DateField("contract ends", null=True, blank=True)
    outcome = models.CharField(max_length=15, choices=LotOutcome, default=LotOutcome.PENDING, blank=True)
    outcome_reason = models.TextField("why it was not awarded", max_length=2000, blank=True)  # public
    decided_at = models.DateTimeField(null=True, blank=True)  # when the outcome was said here

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "number"], name="lot_number_is_used_once"),
            models.CheckConstraint(name="lot_value_is_positive", condition=Q(value=None) | Q(value__gt=0)),
        ]

    def __str__(self):
        return self.title or f"Lot {self.number}"

    @property
    def numbered(self) -> str:
        """Its number and its title, "Lot 2: night shelters": notices often say the number in the title already."""
        return f"Lot {self.number}: {self.title}" if self.title and not self.title.startswith("Lot ") else str(self)
