"""The three-part definition of a public service mutual: answers and decisions."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .organisations import Organisation


class DefinitionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The answers are for the organisation's own people and, once sent, for programme staff."""
        if not user.is_authenticated:
            return self.none()
        own = Q(organisation__in=user.memberships.values("organisation"))
        if user.is_programme_staff:
            return self.filter(own | ~Q(status=ThreePartDefinition.Status.DRAFT))
        return self.filter(own)

    def waiting(self):
        """Those that programme staff have to decide on, longest waiting first."""
        return self.filter(status=ThreePartDefinition.Status.SUBMITTED).order_by("submitted_at", "pk")


class ThreePartDefinition(models.Model):
    """An organisation's answers to the definition of a public service mutual, and what staff decided on them."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Not sent yet"
        SUBMITTED = "submitted", "Waiting for programme staff"
        VERIFIED = "verified", "Verified"
        RETURNED = "returned", "Returned with reasons"

    # to verified from verified: what changed was checked; to draft: the organisation says it is of another kind
    TRANSITIONS = {
        Status.DRAFT: {Status.SUBMITTED},
        Status.SUBMITTED: {Status.VERIFIED, Status.RETURNED, Status.DRAFT},
        Status.RETURNED: {Status.SUBMITTED},
        Status.VERIFIED: {Status.VERIFIED, Status.RETURNED, Status.SUBMITTED, Status.DRAFT},
    }

    EDITABLE = {Status.DRAFT, Status.RETURNED, Status.VERIFIED}  # a change of what is verified has it verified again

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="definition")
    left_public_sector = models.BooleanField("it has left the public sector", null=True)
    left_public_sector_evidence = models.TextField(max_length=1000, blank=True)
    delivers_public_services = models.BooleanField("it delivers public services and aims at social impact", null=True)
    delivers_public_services_evidence = models.TextField(max_length=1000, blank=True)
    staff_control = models.BooleanField("its staff have a significant degree of influence or control", null=True)
    staff_control_evidence = models.TextField(max_length=1000, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reasons = models.TextField("reasons for returning it", max_length=2000, blank=True)
    # to be verified again: since when, and what changed of that which it rests on (empty: it is simply some years old)
    recheck_since = models.DateTimeField(null=True, blank=True)
    recheck_fields = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        indexes = [  # the lists of the queue, which every page counts for programme staff
            models.Index(fields=["submitted_at"], condition=Q(status="submitted"), name="definition_waits"),
            models.Index(
                fields=["recheck_since"], condition=Q(recheck_since__isnull=False), name="definition_is_rechecked"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="definition_decision_is_signed",
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Definition of {self.organisation}"

    @property
    def parts(self) -> list[tuple[str, bool | None, str]]:
        """The three parts: what is asked, the answer (None: not yet given), and what shows it."""
        names = ("left_public_sector", "delivers_public_services", "staff_control")
        questions = {field.name: str(field.verbose_name) for field in self._meta.concrete_fields}
        return [(questions[name], getattr(self, name), getattr(self, f"{name}_evidence")) for name in names]

    @property
    def status_in_words(self) -> str:
        """The status; that of a Mutual which is looked at again says both."""
        if self.recheck_since and self.status in (self.Status.VERIFIED, self.Status.SUBMITTED):
            return "Verified, being checked again"
        return self.get_status_display()

    @property
    def is_complete(self) -> bool:
        return all(answer is not None and evidence for _, answer, evidence in self.parts)


class VerificationDecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Decisions are for the organisation's own people and programme staff."""
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff:
            return self
        return self.filter(organisation__in=user.memberships.values("organisation"))


class VerificationDecision(models.Model):
    """One decision of programme staff on an organisation, with what it said at that time. Never changed."""

    class About(models.TextChoices):
        ADMISSION = "admission", "Admission to the directory"
        DEFINITION = "definition", "The three-part definition"

    class Outcome(models.TextChoices):
        AGREED = "agreed", "Agreed"
        RETURNED = "returned", "Returned with reasons"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="decisions")
    about = models.CharField(max_length=12, choices=About)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reasons = models.TextField(max_length=2000, blank=True)
    # what was decided on, as it stood: field name -> text; shown beside the present answers at the next decision
    answers = models.JSONField(default=dict, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = VerificationDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="verification_decision_returned_says_why", condition=Q(outcome="agreed") | ~Q(reasons="")
            ),
        ]

    def __str__(self):
        return f"{self.get_about_display()} of {self.organisation}: {self.get_outcome_display().lower()}"
