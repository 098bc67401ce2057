"""What matching found, and the weights that made it.

The tables of TenderMatch, PartnerMatch and Scope are exchanged whole by a full run (decision 0119). Keys of their rows
name nothing beyond a page, no other table may point at them, and their own foreign keys are not constraints of the
database: a constraint would lock organisations and opportunities at each exchange and cost most of the time of writing.
Whoever reads matches joins the organisation or the opportunity, so that a row of one that is gone is never seen.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from commissioners.models import Opportunity
from mutuals.models import Organisation

from .control import SetAside, kept_apart


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
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)  # of a draft: two who edit it at once meet by this
    published_at = models.DateTimeField(null=True, blank=True)
    preview = models.JSONField(null=True, blank=True)  # of a draft: what publishing it would change
    previewed_at = models.DateTimeField(null=True, blank=True)  # older than `edited_at`: to be made again

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


class Interval(models.Model):
    """A score with the range that it may take once what is unknown is known. All in 0..1."""

    point = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    unknown = models.PositiveIntegerField(default=0)  # bits: consortia/matching names them

    class Meta:
        abstract = True


class TenderMatchQuerySet(models.QuerySet):
    def suggested(self, at):
        """Without the opportunities that the organisation has set aside."""
        aside = SetAside.objects.in_force(at).filter(
            organisation=OuterRef("organisation"), opportunity=OuterRef("opportunity")
        )
        return self.exclude(Exists(aside))


class PartnerMatchQuerySet(models.QuerySet):
    def suggested(self, at):
        """Partners that take part, without those that are not to be suggested to the organisation."""
        apart = kept_apart(OuterRef("organisation"), OuterRef("partner"), at)
        return self.filter(partner__in=Organisation.objects.active()).exclude(apart)


class TenderMatch(Interval):
    """How well an organisation fits an opportunity: the Fit, its six determinant values and what was unknown."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="tender_matches", db_constraint=False, db_index=False
    )
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="matches", db_constraint=False)
    geography = models.FloatField()
    size = models.FloatField()
    service = models.FloatField()
    competition = models.FloatField()
    commissioner = models.FloatField()
    history = models.FloatField()
    weight_set = models.ForeignKey(
        WeightSet, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    computed_at = models.DateTimeField()

    objects = TenderMatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "opportunity"], name="tender_match_is_stored_once"),
            models.CheckConstraint(
                name="tender_match_interval_is_ordered",
                condition=Q(low__gte=0, low__lte=F("point"), high__gte=F("point"), high__lte=1),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} x {self.opportunity}: {self.point:.2f}"


class PartnerMatch(Interval):
    """Would these two be stronger together? One row for each side: the parts are what the partner brings to it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="partner_matches", db_constraint=False, db_index=False
    )
    partner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    geography = models.FloatField()
    size = models.FloatField()
    service = models.FloatField()
    competition = models.FloatField()
    commissioner = models.FloatField()
    history = models.FloatField()
    penalty = models.FloatField(
        db_default=0.0
    )  # less for a partner shown often lately: the order is by point - penalty
    is_newcomer = models.BooleanField(db_default=False)  # kept in a slot for those new to the directory
    brings = models.FloatField()  # what the partner brings to the organisation
    gains = models.FloatField()  # what the organisation brings to the partner
    alignment = models.FloatField()
    weight_set = models.ForeignKey(
        WeightSet, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    computed_at = models.DateTimeField()

    objects = PartnerMatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "partner"], name="partner_match_is_stored_once"),
            models.CheckConstraint(
                name="partner_match_interval_is_ordered",
                condition=Q(low__gte=0, low__lte=F("point"), high__gte=F("point"), high__lte=1),
            ),
            models.CheckConstraint(name="partner_match_penalty_is_no_bonus", condition=Q(penalty__gte=0)),
            models.CheckConstraint(name="partner_match_is_with_another", condition=~Q(organisation=F("partner"))),
        ]

    def __str__(self):
        return f"{self.organisation} + {self.partner}: {self.point:.2f}"


class Scope(models.Model):
    """An organisation's scope to partner: need and readiness, two numbers that are never averaged."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="scope", db_constraint=False
    )
    need = models.FloatField()
    need_low = models.FloatField()
    need_high = models.FloatField()
    need_parts = models.JSONField()  # determinant: value
    readiness = models.FloatField()
    readiness_low = models.FloatField()
    readiness_high = models.FloatField()
    readiness_parts = models.JSONField()
    unknown = models.PositiveIntegerField(default=0)
    weight_set = models.ForeignKey(
        WeightSet, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
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
