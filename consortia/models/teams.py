"""Teams that were asked for: composed for an opportunity, kept while they are read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from commissioners.models import Opportunity
from mutuals.models import Organisation

from .consortia import mine


class TeamSearchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the organisation that asked; those that nobody asked for, for programme staff."""
        if not user.is_authenticated:
            return self.none()
        asked = Q(organisation__in=mine(user))
        return self.filter(asked | Q(organisation=None) if user.is_programme_staff else asked)


class TeamSearch(models.Model):
    """One asking for teams for an opportunity: with what wishes, how far it is, what was found."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being composed"
        DONE = "done", "Composed"
        FAILED = "failed", "Could not be composed"

    TRANSITIONS = {
        State.WAITING: {State.WORKING, State.DONE, State.FAILED},
        State.WORKING: {State.DONE, State.FAILED, State.WAITING},  # waiting again: its worker was lost
        State.DONE: set(),
        State.FAILED: {State.WAITING},
    }

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="team_searches")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="team_searches"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    wishes = models.JSONField(default=dict)  # include, exclude, lead: ids; lot: id or null; small_only; most_members
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=30, blank=True)  # what is being done now, for the page that waits
    answer = models.JSONField(null=True, blank=True)  # see consortia/teams
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = TeamSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name_plural = "team searches"
        constraints = [
            models.CheckConstraint(
                name="team_search_done_has_an_answer",
                condition=(Q(state="done", answer__isnull=False, finished_at__isnull=False)) | ~Q(state="done"),
            )
        ]

    def __str__(self):
        return f"Teams for {self.opportunity}"
