"""What an organisation shows beside its own columns: outcomes, and files that prove a service."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from partnerships_portal.accounts.rules import is_triage_officer_or_manager
from partnerships_portal.documents.models import StoredFile

from .organisations import Organisation
from .readings import Purpose
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


OPENS_FILES = (Purpose.VERIFICATION, Purpose.SUPPORT)  # the purposes for which staff need the files themselves


class ClaimEvidenceQuerySet(models.QuerySet):
    def visible_to(self, user, *, at):
        """The organisation's own people, and programme staff while such a purpose of theirs is live."""
        if not user.is_authenticated:
            return self.none()
        own = Q(claim__organisation__in=user.memberships.values("organisation"))
        if not is_triage_officer_or_manager(user):
            return self.filter(own)
        live = user.declared_purposes.filter(purpose__in=OPENS_FILES, declared_at__lte=at, expires_at__gt=at)
        return self.filter(own | Q(claim__organisation__in=live.values("organisation")))


class ClaimEvidence(models.Model):
    """A file that shows a service claim. Others than `visible_to` says see how many there are."""

    MOST_FILES = 5  # of one claim
    MOST_BYTES = 100 * 1024**2  # of one organisation

    claim = models.ForeignKey(ServiceClaim, on_delete=models.CASCADE, related_name="files")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    objects = ClaimEvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "claim evidence"

    def __str__(self):
        return f"{self.stored} for {self.claim}"
