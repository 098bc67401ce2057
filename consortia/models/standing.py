"""What matching found for standing consortia."""

from django.db import models
from django.db.models import F, Q

from commissioners.models import Opportunity

from .consortia import Consortium
from .matches import Interval, WeightSet


class ConsortiumMatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the consortium's members."""
        return self.filter(consortium__in=Consortium.objects.visible_to(user))


class ConsortiumMatch(Interval):
    """How well a standing consortium fits an opportunity, by what its members show to whoever is signed in.

    As rows of TenderMatch, these hold no other table still while many are written: whoever reads them joins the
    consortium and the opportunity.
    """

    consortium = models.ForeignKey(
        Consortium, on_delete=models.CASCADE, related_name="matches", db_constraint=False, db_index=False
    )
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+", db_constraint=False)
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

    objects = ConsortiumMatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consortium", "opportunity"], name="consortium_match_is_stored_once"),
            models.CheckConstraint(
                name="consortium_match_interval_is_ordered",
                condition=Q(low__gte=0, low__lte=F("point"), high__gte=F("point"), high__lte=1),
            ),
        ]

    def __str__(self):
        return f"{self.consortium} x {self.opportunity}: {self.point:.2f}"
