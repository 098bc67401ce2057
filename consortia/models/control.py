"""What an organisation decides about its own suggestions.

Taking a decision back deletes its row; the audit trail keeps both.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Q

from commissioners.models import Opportunity
from mutuals.models import Organisation

from .consortia import mine


class DecidedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Decisions exist for the people of the organisation that took them, and for nobody else."""
        return self.filter(organisation__in=mine(user)) if user.is_authenticated else self.none()

    def in_force(self, at):
        """Without those whose time is over; only some kinds have one."""
        return self.filter(Q(until=None) | Q(until__gt=at))


class Decided(models.Model):
    """An organisation's own decision, with who took it and when."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DecidedQuerySet.as_manager()

    class Meta:
        abstract = True


class SetAside(Decided):
    """An opportunity or a possible partner that is not to be suggested to the organisation again."""

    class Cause(models.TextChoices):
        TOO_FAR = "too_far", "Too far away"
        TOO_BIG = "too_big", "Too big for us"
        NOT_OUR_FIELD = "not_our_field", "Not our field"
        CONFLICT = "conflict", "A conflict of interest"
        NOT_NOW = "not_now", "Not now"

    opportunity = models.ForeignKey(Opportunity, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    cause = models.CharField(max_length=15, choices=Cause)
    until = models.DateTimeField(null=True, blank=True)  # "not now" comes back then; None: never by itself

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="set_aside_is_a_tender_or_a_partner",
                condition=Q(opportunity__isnull=False, partner=None) | Q(opportunity=None, partner__isnull=False),
            ),
            models.CheckConstraint(name="set_aside_is_another", condition=~Q(organisation=F("partner"))),
            models.CheckConstraint(
                name="set_aside_not_now_has_an_end",
                condition=Q(cause="not_now", until__isnull=False) | (~Q(cause="not_now") & Q(until=None)),
            ),
            models.UniqueConstraint(fields=["organisation", "opportunity"], name="set_aside_tender_once"),
            models.UniqueConstraint(fields=["organisation", "partner"], name="set_aside_partner_once"),
        ]

    def __str__(self):
        return f"{self.organisation} set aside {self.opportunity or self.partner}"


class MutedReason(Decided):
    """A determinant whose sentences the organisation does not want to read. Scores still count it."""

    determinant = models.CharField(max_length=15)  # see consortia/matching/weights.py DETERMINANTS

    class Meta:
        ordering = ["determinant"]
        constraints = [models.UniqueConstraint(fields=["organisation", "determinant"], name="reason_is_muted_once")]

    def __str__(self):
        return f"{self.organisation} muted {self.determinant}"


class Rival(Decided):
    """Two that are never suggested to each other, because the first says so. The other is not told."""

    rival = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["rival__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rival"], name="rival_is_named_once"),
            models.CheckConstraint(name="rival_is_another", condition=~Q(organisation=F("rival"))),
        ]

    def __str__(self):
        return f"{self.organisation} named {self.rival}"


class NotSuggested(Decided):
    """The organisation is not suggested to others: neither as a partner nor in a team."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="not_suggested_is_said_once")]

    def __str__(self):
        return f"{self.organisation} is not suggested"


def kept_apart(own, other, at):
    """A condition: `other` is not to be suggested to `own`, as either of them has decided. Give keys or OuterRefs.

    A rival that was merged into another organisation lives on in that one.
    """
    aside = SetAside.objects.in_force(at).filter(organisation=own, partner=other)
    named = Rival.objects.filter(Q(rival=other) | Q(rival__merged_into=other), organisation=own)
    names = Rival.objects.filter(Q(rival=own) | Q(rival__merged_into=own), organisation=other)
    hidden = NotSuggested.objects.filter(organisation=other)
    return Exists(aside) | Exists(named) | Exists(names) | Exists(hidden)
