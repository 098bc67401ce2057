"""What the directory filters, sorts and counts: a narrow copy of each active organisation."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from mutuals.bands import TurnoverBand
from mutuals.choices import Kind
from mutuals.visibility import Visibility

from .organisations import Organisation

ANYWHERE = 0  # stands among regions and places for "anywhere in England"


class DirectoryEntry(models.Model):
    """One active organisation as the directory needs it: small rows that can be counted by the hundred thousand.

    Kept by `mutuals.search.refresh`, in the transaction of the change. It holds every level's values beside
    the level of their section, so every query must ask for `*_level <= level` of its viewer.
    """

    organisation = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.CASCADE, related_name="directory_entry"
    )
    sort_name = models.CharField(max_length=200)  # the name in lower case
    created_at = models.DateTimeField()
    kind = models.CharField(max_length=30, choices=Kind)
    is_mutual = models.BooleanField(default=False)
    services = ArrayField(models.IntegerField())  # ids of the service areas claimed and of their groups
    services_level = models.PositiveSmallIntegerField(choices=Visibility)
    regions = ArrayField(models.IntegerField())  # ids of the regions of its places, ANYWHERE for national
    places = ArrayField(models.IntegerField())  # ids of its districts, ANYWHERE for national
    places_level = models.PositiveSmallIntegerField(choices=Visibility)
    turnover_band = models.PositiveSmallIntegerField(choices=TurnoverBand, null=True)
    size_level = models.PositiveSmallIntegerField(choices=Visibility)
    easting = models.IntegerField(null=True)  # of its base, metres on the National Grid; belongs to "about"
    northing = models.IntegerField(null=True)
    about_level = models.PositiveSmallIntegerField(choices=Visibility, default=Visibility.PROGRAMME)

    class Meta:
        verbose_name_plural = "directory entries"
        indexes = [
            models.Index(fields=["sort_name", "organisation"], name="directory_entry_by_name"),
            models.Index(fields=["-created_at", "organisation"], name="directory_entry_newest"),
            GinIndex(fields=["services"], name="directory_entry_services"),
            GinIndex(fields=["places"], name="directory_entry_places"),
            GinIndex(fields=["regions"], name="directory_entry_regions"),
        ]

    def __str__(self):
        return self.sort_name
