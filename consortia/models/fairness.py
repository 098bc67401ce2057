"""What was suggested to whom how often, so that the same few are not shown to everyone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mutuals.models import Organisation


class Impression(models.Model):
    """Organisations that one page suggested to somebody, in one row; who looked is not kept.

    Folded into `Exposure` by a timer and deleted.
    """

    class Place(models.TextChoices):
        PARTNERS = "partners", "Possible partners"
        TENDER = "tender", "Partners for an opportunity"
        TEAM = "team", "A composed team"

    at = models.DateTimeField()
    place = models.CharField(max_length=10, choices=Place)
    organisations = ArrayField(models.BigIntegerField())  # of those that were suggested

    class Meta:
        indexes = [models.Index(fields=["at"], name="impression_by_time")]

    def __str__(self):
        return f"{len(self.organisations)} shown at {self.at:%Y-%m-%d %H:%M}"


class Exposure(models.Model):
    """How many times an organisation was suggested to others on one day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="exposures")
    day = models.DateField()
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="exposure_is_counted_once_a_day")]
        indexes = [models.Index(fields=["day"], name="exposure_by_day")]

    def __str__(self):
        return f"{self.organisation}: {self.times} times on {self.day}"


class FairnessMeasure(models.Model):
    """How evenly possible partners are suggested, measured by a timer for the page that tells everyone."""

    measured_at = models.DateTimeField()
    weight_set = models.ForeignKey("consortia.WeightSet", on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField()  # see consortia/fairness/measuring.py

    class Meta:
        ordering = ["-measured_at"]

    def __str__(self):
        return f"Fairness of {self.measured_at:%Y-%m-%d %H:%M}"
