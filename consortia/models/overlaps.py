"""Organisations that are in two bids for the same lot: seen by programme staff alone."""

from django.db import models
from django.db.models import F, Q

from commissioners.models import Opportunity
from mutuals.models import Organisation

from .bids import Bid
from .consortia import Consortium


class OverlapQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For programme staff. Members of the consortia read neutral words, and the organisation is told itself."""
        if not user.is_authenticated or not user.is_programme_staff:
            return self.none()
        return self.all()

    def open(self):
        return self.filter(ended_at=None)


class Overlap(models.Model):
    """An organisation in a consortium for an opportunity and, for one of the same lots, in another or bidding alone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+")
    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="+")
    other_consortium = models.ForeignKey(Consortium, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    own_bid = models.ForeignKey(Bid, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True, blank=True)  # when the consortia for the opportunity were warned
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OverlapQuerySet.as_manager()

    class Meta:
        ordering = [F("ended_at").desc(nulls_first=True), "-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "opportunity", "consortium", "other_consortium", "own_bid"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="overlap_is_found_once",
            ),
            models.CheckConstraint(
                name="overlap_has_two_sides",
                condition=Q(other_consortium=None, own_bid__isnull=False)
                | Q(other_consortium__gt=F("consortium"), own_bid=None),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, twice for {self.opportunity}"
