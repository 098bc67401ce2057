"""Looks at who could bid if an opportunity were split in another way."""

from django.conf import settings
from django.db import models

from commissioners.models import Opportunity


class SplitLookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the buyers, and programme staff, who watch over what is asked."""
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff:
            return self
        return self.filter(opportunity__in=Opportunity.objects.bought_by(user))


class SplitLook(models.Model):
    """Who asked which split of an opportunity, and what they were told. Never changed."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="split_looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    lots = models.JSONField()  # of each lot: services and places by code, minimum turnover in pounds or null
    answers = models.JSONField()  # of each lot: the bands that were shown

    objects = SplitLookQuerySet.as_manager()

    class Meta:
        ordering = ["-looked_at", "-pk"]
        indexes = [models.Index(fields=["looked_at"], name="split_look_by_time")]

    def __str__(self):
        return f"A split of {self.opportunity}"
