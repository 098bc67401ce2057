"""What members of a consortium open to each other: the confidentiality agreement, who accepted it, what is released.

What follows from it for a viewer is told in one place, consortia.disclosure.opening.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from mutuals.visibility import SECTIONS
from partnerships_portal.documents.models import StoredFile

from .consortia import Consortium, ConsortiumMember

SECTION_CHOICES = [(section.key, section.title) for section in SECTIONS]


class ConfidentialityAgreementQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def in_force(self):
        """The newest standing version of each consortium."""
        newer = ConfidentialityAgreement.objects.standing().filter(
            consortium=OuterRef("consortium"), version__gt=OuterRef("version")
        )
        return self.standing().filter(~Exists(newer))


class ConfidentialityAgreement(models.Model):
    """One version of a consortium's confidentiality agreement, as its members read and accept it; never changed.

    Either the portal's wording, kept here as it stood when it was put forward, or a document of the parties' own.
    """

    MOST_VERSIONS = 30  # of one consortium

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    wording = models.CharField("edition of the portal's wording", max_length=10, blank=True)
    text = models.TextField(blank=True)
    document = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="confidentiality_agreement"
    )
    put_forward_for = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="+")
    put_forward_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_forward_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConfidentialityAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["consortium", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["consortium", "version"], name="agreement_version_is_one"),
            models.CheckConstraint(
                name="agreement_is_wording_or_document",
                condition=(~Q(text="") & ~Q(wording="") & Q(document=None))
                | Q(text="", wording="", document__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_withdrawal_is_signed",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Confidentiality agreement, version {self.version}"


class AgreementAcceptanceQuerySet(models.QuerySet):
    def of_what_is_in_force(self):
        """Acceptances of the version that is in force, by whoever accepted it."""
        return self.filter(agreement__in=ConfidentialityAgreement.objects.in_force())


class AgreementAcceptance(models.Model):
    """A named person accepted one version for one member."""

    agreement = models.ForeignKey(ConfidentialityAgreement, on_delete=models.CASCADE, related_name="acceptances")
    member = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="acceptances")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150, blank=True)  # as they typed it; empty once it was kept long enough
    role = models.CharField(max_length=150, blank=True)
    accepted_at = models.DateTimeField()

    objects = AgreementAcceptanceQuerySet.as_manager()

    class Meta:
        ordering = ["accepted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "member"], name="agreement_is_accepted_once_by_each"),
        ]

    def __str__(self):
        return f"{self.member} accepted {self.agreement}"


class SectionReleaseQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class SectionRelease(models.Model):
    """A member opens one section of its profile to those who were in the consortium with it at that moment.

    A row for each time: taking back closes it, and whoever joins later sees nothing until it is released again.
    """

    member = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="releases")
    section = models.CharField(max_length=30, choices=SECTION_CHOICES)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = SectionReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["member", "section", "-released_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "section"], condition=Q(taken_back_at=None), name="section_is_released_once"
            ),
            models.CheckConstraint(
                name="section_taking_back_is_signed",
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_section_display()} of {self.member}"


def version_in_force(consortium: str) -> Subquery:
    """The primary key of the agreement in force, of the consortium that the field `consortium` of a query names."""
    standing = ConfidentialityAgreement.objects.standing().filter(consortium=OuterRef(consortium))
    return Subquery(standing.order_by("-version").values("pk")[:1])
