"""Contracts that were awarded, and the notices that opportunities and awards came from."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commissioners.choices import Source
from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea

from .bodies import CommissioningBody
from .opportunities import Lot, Opportunity


class Award(models.Model):
    """A contract that was awarded: history for matching (who won with whom), whatever its source."""

    body = models.ForeignKey(CommissioningBody, on_delete=models.PROTECT, related_name="awards")
    opportunity = models.ForeignKey(Opportunity, null=True, blank=True, on_delete=models.CASCADE, related_name="awards")
    lots = models.ManyToManyField(Lot, blank=True, related_name="awards")
    title = models.CharField(max_length=500)
    source = models.CharField(max_length=20, choices=Source, default=Source.PORTAL)
    ocid = models.CharField(max_length=120, blank=True)
    award_reference = models.CharField(max_length=250, blank=True)
    awarded_on = models.DateField(null=True, blank=True)
    value = models.DecimalField("value without VAT", max_digits=14, decimal_places=2, null=True, blank=True)
    services = models.ManyToManyField(ServiceArea, blank=True, related_name="+")
    places = models.ManyToManyField(LocalAuthority, blank=True, related_name="+")
    regions = models.ManyToManyField(Region, blank=True, related_name="+")
    is_joint = models.BooleanField(null=True, blank=True)  # won by several together; unknown where notices do not say
    bids_received = models.PositiveIntegerField(null=True, blank=True)
    voluntary_bids_received = models.PositiveIntegerField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)  # when it was made public here
    standstill_ends_on = models.DateField(null=True, blank=True)
    entered_on = models.DateField("contract signed on", null=True, blank=True)
    starts_on = models.DateField("contract starts", null=True, blank=True)
    ends_on = models.DateField("contract ends", null=True, blank=True)
    may_extend_to = models.DateField("may be extended to", null=True, blank=True)
    relied_on_section_33 = models.BooleanField(null=True, blank=True)
    note = models.TextField("what everyone can learn from it", max_length=2000, blank=True)  # public
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = [F("awarded_on").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ocid", "award_reference", "body"],
                condition=~Q(ocid=""),
                name="award_is_imported_once",
            ),
            models.CheckConstraint(
                name="award_voluntary_bids_are_among_all",
                condition=~Q(source=Source.PORTAL)
                | Q(bids_received=None)
                | Q(voluntary_bids_received=None)
                | Q(voluntary_bids_received__lte=F("bids_received")),
            ),
        ]

    def __str__(self):
        return self.title


class AwardSupplier(models.Model):
    """One of the suppliers of an award; linked to an organisation of the directory where it is certain."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="suppliers")
    name = models.CharField(max_length=250)
    identifier = models.CharField(max_length=250, blank=True)  # scheme and number, as published
    is_small = models.BooleanField(null=True, blank=True)
    is_voluntary = models.BooleanField(null=True, blank=True)
    is_lead = models.BooleanField(null=True, blank=True)  # of several that won together
    organisation = models.ForeignKey(
        "mutuals.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="awards_won",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Notice(models.Model):
    """One published release as it came, without contact points: the raw material of an imported opportunity."""

    source = models.CharField(max_length=20, choices=Source)
    ocid = models.CharField(max_length=120)
    buyer_key = models.CharField(max_length=300)  # a few ocids are shared by many buyers
    release_id = models.CharField(max_length=200)
    released_at = models.DateTimeField(null=True, blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    notice_type = models.CharField(max_length=10, blank=True)  # for example UK4
    url = models.URLField(max_length=500, blank=True)
    digest = models.CharField(max_length=64)  # SHA-256 of the release as kept
    raw = models.JSONField()
    reasons = models.JSONField(default=list, blank=True)  # what could not be mapped, and why
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["released_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ocid", "buyer_key", "release_id"], name="notice_is_kept_once"),
        ]
        indexes = [models.Index(fields=["ocid", "buyer_key"], name="notice_by_process")]

    def __str__(self):
        return f"{self.ocid} {self.release_id}"
