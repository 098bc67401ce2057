"""Places and service areas: facts that every other part of the portal points at.

Rows are written by `manage.py load_reference` only, from public data under the Open
Government Licence and from the tables in this package; people choose from them.
"""

from django.db import models
from django.db.models import Q


class Region(models.Model):
    """One of the nine regions of England."""

    code = models.CharField(max_length=9, unique=True, help_text="ONS code, such as E12000001")
    name = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=40, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class LocalAuthority(models.Model):
    """A district of England in the codes of 2025: the unit of place everywhere in the portal.

    Counties are not rows: `upper_tier_*` names the county or combined tier a district
    belongs to, and is the district itself where there is a single tier.
    """

    code = models.CharField(max_length=9, unique=True, help_text="ONS code, such as E08000035")
    name = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="local_authorities")
    upper_tier_code = models.CharField(max_length=9, db_index=True)
    upper_tier_name = models.CharField(max_length=60)
    easting = models.IntegerField(help_text="Metres on the National Grid: median of its postcodes")
    northing = models.IntegerField(help_text="Metres on the National Grid: median of its postcodes")
    postcodes = models.PositiveIntegerField(help_text="Number of postcodes, old ones included")
    occupied_km2 = models.PositiveIntegerField(help_text="Number of 1 km grid squares with at least one postcode")
    sparsity = models.FloatField(
        help_text="0 (most densely settled district of England) to 1 (most sparsely settled); see places.py"
    )
    neighbours = models.ManyToManyField("self", symmetrical=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "local authorities"
        constraints = [
            models.CheckConstraint(
                name="local_authority_sparsity_is_a_share",
                condition=Q(sparsity__gte=0, sparsity__lte=1),
            ),
        ]

    def __str__(self):
        return self.name


class MapSquare(models.Model):
    """One dot of the map of England: a settled square of 5 km, and the district with most of its postcodes."""

    easting = models.IntegerField(help_text="Metres on the National Grid: its south-west corner")
    northing = models.IntegerField(help_text="Metres on the National Grid: its south-west corner")
    authority = models.ForeignKey(LocalAuthority, on_delete=models.CASCADE, related_name="squares")

    class Meta:
        ordering = ["easting", "northing"]
        constraints = [models.UniqueConstraint(fields=["easting", "northing"], name="map_square_is_there_once")]

    def __str__(self):
        return f"{self.easting}, {self.northing}"


class ServiceAreaQuerySet(models.QuerySet):
    def groups(self):
        """The report's six groups."""
        return self.filter(parent=None)

    def sub_areas(self):
        """What organisations claim and lots ask for; each belongs to one group."""
        return self.exclude(parent=None).select_related("parent")


class ServiceArea(models.Model):
    """A public service: one of six groups (no parent) or a sub-area of one.

    Claims and lots name sub-areas, never groups.
    """

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveSmallIntegerField(help_text="Order in lists: a group, then its sub-areas")

    objects = ServiceAreaQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.name


class ReferenceLoad(models.Model):
    """What was loaded last, so that loading the same version again does nothing."""

    kind = models.SlugField(max_length=30, unique=True)
    version = models.CharField(max_length=100)
    loaded_at = models.DateTimeField()
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["kind"]

    def __str__(self):
        return f"{self.kind} {self.version}"
