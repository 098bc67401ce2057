"""The health check of a consortium: rounds, and what each member answered for nobody else to see."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mutuals.models import Organisation

from .consortia import Consortium, mine
from .shared_rows import SharedQuerySet


class HealthRound(models.Model):
    """One time that the members answered. Its gaps are worked out once, when it ends, and never again.

    If they followed the answers, whoever watched them change would learn what the one who just answered had said.
    """

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="health_rounds")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    promised = models.PositiveSmallIntegerField()  # how many have to answer before gaps are shown
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered = models.PositiveSmallIntegerField(null=True, blank=True)  # how many members; None: ended without gaps
    gaps = models.JSONField(default=dict, blank=True)  # key of the question -> name of a health.gaps.Gap

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium"], condition=Q(ended_at=None), name="health_round_is_open_once"
            ),
            models.CheckConstraint(name="health_round_shows_to_two_or_more", condition=Q(promised__gte=2)),
            models.CheckConstraint(
                name="health_round_is_ended_by_somebody",
                condition=Q(ended_at=None, ended_by=None, answered=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Health check of {self.consortium}, {self.begun_at:%Y-%m-%d}"


class HealthAnswersQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the member that answered, and for no other member."""
        return self.filter(organisation__in=mine(user)) if user.is_authenticated else self.none()


class HealthAnswers(models.Model):
    """What one member answered in one round. Other members never see it."""

    round = models.ForeignKey(HealthRound, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    said = models.JSONField(default=dict)  # key of the question -> 1 to 5
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = HealthAnswersQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "health answers"
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="health_answers_of_a_member_once")
        ]

    def __str__(self):
        return f"Answers of {self.organisation}"
