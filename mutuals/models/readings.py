"""Who read restricted sections of an organisation, and why programme staff may."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from partnerships_portal.accounts.rules import is_programme_manager

from .memberships import Membership
from .organisations import Organisation


class Purpose(models.TextChoices):
    """Why programme staff need what an organisation keeps from others."""

    VERIFICATION = "verification", "Checking the three-part definition or a service"
    SUPPORT = "support", "Working on a support request"
    COMPLAINT = "complaint", "Looking into a complaint or a contested match"
    DATA_PROTECTION = "data_protection", "Answering a data protection request"
    MERGER = "merger", "Closing or merging organisations"


class DeclaredPurpose(models.Model):
    """Programme staff say why they read one organisation's restricted sections; it opens them for some hours."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declared_purposes")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="declared_purposes")
    purpose = models.CharField(max_length=20, choices=Purpose)
    note = models.CharField("more about it", max_length=300, blank=True)
    declared_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "expires_at"], name="declared_purpose_live")]

    def __str__(self):
        return f"{self.person}: {self.get_purpose_display().lower()}, {self.organisation}"


class ReadingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The organisation's owners read who read; so do programme managers."""
        if not user.is_authenticated:
            return self.none()
        if is_programme_manager(user):
            return self
        return self.filter(organisation__in=user.memberships.filter(role=Membership.Role.OWNER).values("organisation"))


class Reading(models.Model):
    """Somebody of another organisation, or of the programme, was shown restricted sections of an organisation."""

    at = models.DateTimeField()
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="readings")
    sections = ArrayField(models.CharField(max_length=30))  # keys of mutuals.visibility.SECTIONS, or "definition"
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True)  # empty: as an accepted partner
    # for a partner: for whom they read, and the consortium through which it was open, whose rows lie in a higher app
    reader_for = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    consortium_id = models.PositiveBigIntegerField(null=True, blank=True)
    consortium_title = models.CharField(max_length=200, blank=True)  # as it was called then

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-at"], name="reading_by_organisation")]
        constraints = [models.CheckConstraint(name="reading_is_of_something", condition=~Q(sections=[]))]

    def __str__(self):
        return f"{self.reader} read {self.organisation}"
