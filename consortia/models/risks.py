"""The risk register of a consortium."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mutuals.models import Organisation

from .shared_rows import SharedQuerySet, SharedRow


class RiskQuerySet(SharedQuerySet):
    def open(self):
        return self.filter(closed_at=None)


class Risk(SharedRow):
    """Something that may happen to the partnership. A member owns it only by its own acceptance."""

    class Kind(models.TextChoices):
        FINANCIAL = "financial", "Financial"
        REPUTATIONAL = "reputational", "Reputational"
        COST_AGAINST_BENEFIT = "cost_against_benefit", "Costs may outweigh benefits"

    kind = models.CharField(max_length=20, choices=Kind)
    what = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField()  # 1 to 5: see risks/scales.py
    impact = models.PositiveSmallIntegerField()  # 1 to 5
    cost_low = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)  # pounds, if it happens
    cost_high = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    mitigation = models.TextField(max_length=2000, blank=True)
    review_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)  # when the owner was asked
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=500, blank=True)  # how it ended

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="risk_is_rated_one_to_five", condition=Q(likelihood__range=(1, 5), impact__range=(1, 5))
            ),
            models.CheckConstraint(
                name="risk_cost_is_a_range",
                condition=Q(cost_low=None, cost_high=None) | Q(cost_low__gte=0, cost_high__gte=F("cost_low")),
            ),
            models.CheckConstraint(
                name="risk_owner_was_asked",
                condition=Q(owner=None, asked_at=None) | Q(owner__isnull=False, asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="risk_is_accepted_by_an_owner",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, owner__isnull=False),
            ),
        ]

    def __str__(self):
        return self.what
