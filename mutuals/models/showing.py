"""What an organisation shows beside its own columns: outcomes, and files that prove a service."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partnerships_portal.documents.models import StoredFile

from .organisations import Organisation
from .services import ServiceClaim


class SocialOutcome(models.Model):
    """One outcome that an organisation reached for people, and how it is known. Belongs to section "social_value"."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="outcomes")
    what = models.CharField("what changed, for whom", max_length=300)
    how_known = models.CharField("how you know", max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1948), MaxValueValidator(2100)]
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what


class ClaimEvidence(models.Model):
    """A file that shows a service claim. Its own people and programme staff may open it; others see that it exists."""

    claim = models.ForeignKey(ServiceClaim, on_delete=models.CASCADE, related_name="files")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "claim evidence"

    def __str__(self):
        return f"{self.stored} for {self.claim}"
