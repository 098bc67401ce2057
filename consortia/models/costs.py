"""Costs that members share, benefits that they expect, and every change of these."""

from django.db import models
from django.db.models import F, Q

from mutuals.models import Organisation

from .shared_rows import SharedQuerySet, SharedRow


class CostLine(SharedRow):
    """A cost of partnering, and how it is shared. Never the price of a bid."""

    class How(models.TextChoices):
        EQUALLY = "equally", "Equally, among all members"
        PERCENTAGES = "percentages", "By percentages"
        AMOUNTS = "amounts", "By fixed amounts"

    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=11, decimal_places=2)  # pounds
    how = models.CharField(max_length=11, choices=How, default=How.EQUALLY)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="cost_line_costs_something", condition=Q(amount__gt=0))]

    def __str__(self):
        return self.what


class CostShare(models.Model):
    """What a member bears of a line that is not shared equally: a percentage, or an amount in pounds."""

    line = models.ForeignKey(CostLine, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.DecimalField(max_digits=11, decimal_places=2)

    class Meta:
        ordering = ["organisation"]
        constraints = [
            models.UniqueConstraint(fields=["line", "organisation"], name="cost_share_of_a_member_once"),
            models.CheckConstraint(name="cost_share_is_not_negative", condition=Q(part__gte=0)),
        ]

    def __str__(self):
        return f"{self.part} of {self.line}"


class Benefit(SharedRow):
    """What the members expect to gain, in pounds where they can say it."""

    class Kind(models.TextChoices):
        """The report's benefits of partnering."""

        INCOME = "income", "New markets and income"
        EXPERTISE = "expertise", "Combined expertise"
        GEOGRAPHY = "geography", "New places"
        OUTCOMES = "outcomes", "Better outcomes for people"
        SHARED_RISK = "shared_risk", "Shared risk"
        CREDIBILITY = "credibility", "Credibility"
        NETWORKS = "networks", "Networks"
        INFRASTRUCTURE = "infrastructure", "Shared infrastructure"
        BIDDING = "bidding", "Bidding skills"

    kind = models.CharField(max_length=15, choices=Kind)
    what = models.CharField(max_length=300)
    low = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)  # pounds
    high = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="benefit_is_a_range", condition=Q(low=None, high=None) | Q(low__gte=0, high__gte=F("low"))
            )
        ]

    def __str__(self):
        return self.what


class CostChange(SharedRow):
    """One change of the table of costs and benefits, in words: what stood there before, and what stands there since."""

    what = models.CharField(max_length=300)
    before = models.CharField(max_length=2000, blank=True)  # empty: it was added
    after = models.CharField(max_length=2000, blank=True)  # empty: it was taken off

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"{self.what}, {self.changed_at:%Y-%m-%d}"
