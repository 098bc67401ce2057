"""Consortia, bids, and what matching found."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commissioners.choices import PartnershipModel
from commissioners.models import CommissioningBody, Opportunity
from mutuals.models import Membership, Organisation


def _mine(user):
    return Membership.objects.filter(user=user).values("organisation")


class ConsortiumQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A consortium exists for the people of its members, and for nobody else."""
        if not user.is_authenticated:
            return self.none()
        inside = ConsortiumMember.objects.filter(organisation__in=_mine(user), left_at=None).values("consortium")
        return self.filter(pk__in=inside)


class Consortium(models.Model):
    """Organisations that agreed to partner, for one opportunity or standing."""

    class State(models.TextChoices):
        FORMING = "forming", "Forming"
        ACTIVE = "active", "Active"
        DORMANT = "dormant", "Dormant"
        DISSOLVED = "dissolved", "Dissolved"

    TRANSITIONS = {
        State.FORMING: {State.ACTIVE, State.DISSOLVED},
        State.ACTIVE: {State.DORMANT, State.DISSOLVED},
        State.DORMANT: {State.ACTIVE, State.DISSOLVED},
    }

    name = models.CharField(max_length=200)
    partnership_model = models.CharField(max_length=30, choices=PartnershipModel, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.FORMING)
    is_standing = models.BooleanField(default=False)
    purpose = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    objects = ConsortiumQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "consortia"

    def __str__(self):
        return self.name


class ConsortiumMember(models.Model):
    """An organisation's part in a consortium, from its own acceptance to its own leaving."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead provider"
        EQUAL = "equal", "Equal partner"
        SUBCONTRACTOR = "subcontractor", "Subcontractor"
        ASSOCIATE = "associate", "Associate"

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consortium_memberships")
    role = models.CharField(max_length=15, choices=Role, default=Role.EQUAL)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organisation"],
                condition=Q(left_at=None),
                name="consortium_member_is_in_once",
            )
        ]

    def __str__(self):
        return f"{self.organisation} in {self.consortium}"


class BidQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A bid exists for the people of its participants, and never for the commissioner."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=BidParticipant.objects.filter(organisation__in=_mine(user)).values("bid"))

    def submitted(self):
        """Bids that count as history, won or lost."""
        return self.filter(state__in=[Bid.State.SUBMITTED, Bid.State.WON, Bid.State.LOST])


class Bid(models.Model):
    """The record of an organisation's or a consortium's answer to an opportunity. Tenders are submitted elsewhere."""

    class State(models.TextChoices):
        INTENDED = "intended", "Intended"
        SUBMITTED = "submitted", "Submitted"
        WON = "won", "Won"
        LOST = "lost", "Lost"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.INTENDED: {State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.WON, State.LOST, State.WITHDRAWN},
    }

    body = models.ForeignKey(CommissioningBody, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    consortium = models.ForeignKey(Consortium, null=True, blank=True, on_delete=models.PROTECT, related_name="bids")
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.INTENDED)
    submitted_on = models.DateField(null=True, blank=True)
    is_joint = models.BooleanField(default=False)  # by two organisations or more
    lessons = models.TextField(max_length=4000, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = [F("submitted_on").desc(nulls_last=True), "pk"]

    def __str__(self):
        return self.title


class BidParticipant(models.Model):
    """One of the organisations behind a bid."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bids")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bid", "organisation"], name="bid_participant_is_named_once")]

    def __str__(self):
        return f"{self.organisation} in {self.bid}"


class WeightSet(models.Model):
    """The weights and constants of matching, versioned. The published one with the highest version is in force."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    TRANSITIONS = {Status.DRAFT: {Status.PUBLISHED}}

    version = models.PositiveIntegerField(unique=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    values = models.JSONField()  # see consortia/matching/weights.py
    reason = models.TextField(max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                name="weight_set_published_has_a_time",
                condition=Q(status="draft", published_at=None) | Q(status="published", published_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"Weight set {self.version}"


class MatchRun(models.Model):
    """One full matching of everything with everything."""

    weight_set = models.ForeignKey(WeightSet, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    organisations = models.PositiveIntegerField(default=0)
    opportunities = models.PositiveIntegerField(default=0)
    timings = models.JSONField(default=dict, blank=True)  # seconds: read, encode, score, write; peak_mb

    class Meta:
        ordering = ["-started_at"]

    def __str__(self):
        return f"Matching of {self.started_at:%Y-%m-%d %H:%M}"


class Interval(models.Model):
    """A score with the range that it may take once what is unknown is known. All in 0..1."""

    point = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    unknown = models.PositiveIntegerField(default=0)  # bits: consortia/matching names them

    class Meta:
        abstract = True


class TenderMatch(Interval):
    """How well an organisation fits an opportunity: the Fit, its six determinant values and what was unknown."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="tender_matches")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="matches")
    geography = models.FloatField()
    size = models.FloatField()
    service = models.FloatField()
    competition = models.FloatField()
    commissioner = models.FloatField()
    history = models.FloatField()
    weight_set = models.ForeignKey(WeightSet, on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "opportunity"], name="tender_match_is_stored_once"),
            models.CheckConstraint(
                name="tender_match_interval_is_ordered",
                condition=Q(low__gte=0, low__lte=F("point"), high__gte=F("point"), high__lte=1),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-point", "-low"], name="tender_match_best_first")]

    def __str__(self):
        return f"{self.organisation} x {self.opportunity}: {self.point:.2f}"


class PartnerMatch(Interval):
    """Would these two be stronger together? One row for each side: the parts are what the partner brings to it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partner_matches")
    partner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    geography = models.FloatField()
    size = models.FloatField()
    service = models.FloatField()
    competition = models.FloatField()
    commissioner = models.FloatField()
    history = models.FloatField()
    brings = models.FloatField()  # what the partner brings to the organisation
    gains = models.FloatField()  # what the organisation brings to the partner
    alignment = models.FloatField()
    weight_set = models.ForeignKey(WeightSet, on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "partner"], name="partner_match_is_stored_once"),
            models.CheckConstraint(
                name="partner_match_interval_is_ordered",
                condition=Q(low__gte=0, low__lte=F("point"), high__gte=F("point"), high__lte=1),
            ),
            models.CheckConstraint(name="partner_match_is_with_another", condition=~Q(organisation=F("partner"))),
        ]
        indexes = [models.Index(fields=["organisation", "-point", "-low"], name="partner_match_best_first")]

    def __str__(self):
        return f"{self.organisation} + {self.partner}: {self.point:.2f}"


class Scope(models.Model):
    """An organisation's scope to partner: need and readiness, two numbers that are never averaged."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="scope")
    need = models.FloatField()
    need_low = models.FloatField()
    need_high = models.FloatField()
    need_parts = models.JSONField()  # determinant: value
    readiness = models.FloatField()
    readiness_low = models.FloatField()
    readiness_high = models.FloatField()
    readiness_parts = models.JSONField()
    unknown = models.PositiveIntegerField(default=0)
    weight_set = models.ForeignKey(WeightSet, on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scope_intervals_are_ordered",
                condition=Q(
                    need_low__gte=0,
                    need_low__lte=F("need"),
                    need_high__gte=F("need"),
                    need_high__lte=1,
                    readiness_low__gte=0,
                    readiness_low__lte=F("readiness"),
                    readiness_high__gte=F("readiness"),
                    readiness_high__lte=1,
                ),
            )
        ]

    def __str__(self):
        return f"Scope of {self.organisation}"
