"""Key steps of a partnership, and what its members noted about their red lines."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mutuals.models import Organisation

from .shared_rows import SharedQuerySet, SharedRow


class KeyStep(SharedRow):
    """A step that was touched, or that a member added. Steps that nobody touched yet are in key_steps/starting.py.

    Once a member has taken a step on, only that member changes it.
    """

    class Group(models.TextChoices):
        RESOURCES = "resources", "Resources"
        ACTIVITIES = "activities", "Activities"
        ENGAGEMENT = "engagement", "Engagement"
        KNOWLEDGE = "knowledge", "Knowledge, attitudes, skills and aspirations"
        PRACTICES = "practices", "Practices and behaviours"

    class State(models.TextChoices):
        TO_DO = "to_do", "To do"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        NOT_APPLICABLE = "not_applicable", "Does not apply to us"

    code = models.SlugField(max_length=40)  # of a starting step, or "own-3"
    group = models.CharField(max_length=12, choices=Group)
    what = models.CharField(max_length=300)
    state = models.CharField(max_length=15, choices=State, default=State.TO_DO)
    reason = models.CharField(max_length=500, blank=True)  # why it does not apply
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(max_length=2000, blank=True)
    link = models.URLField(max_length=500, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consortium", "code"], name="key_step_is_in_a_consortium_once"),
            models.CheckConstraint(
                name="key_step_person_acts_for_a_member", condition=Q(person=None) | Q(organisation__isnull=False)
            ),
            models.CheckConstraint(
                name="key_step_left_out_says_why", condition=~Q(state="not_applicable") | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return self.what


class RedLineNote(SharedRow):
    """What the members noted after they talked about one prompt. Every saving is a row: the newest one stands."""

    prompt = models.SlugField(max_length=40)  # see key_steps/red_lines.py
    text = models.TextField(max_length=4000, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["consortium", "prompt"], name="red_line_note_by_prompt")]

    def __str__(self):
        return f"{self.prompt} of {self.consortium}"
