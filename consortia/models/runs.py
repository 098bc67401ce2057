"""Full matchings of everything with everything, in blocks that any number of workers share (decision 0119)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .matches import WeightSet


class MatchRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """How matching runs is for programme staff."""
        return self if user.is_authenticated and user.is_programme_staff else self.none()

    def unfinished(self):
        return self.filter(state=MatchRun.State.RUNNING)


class MatchRun(models.Model):
    """One full matching of everything with everything, as things were when its world was read."""

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        SUPERSEDED = "superseded", "Given up for a newer run"
        FAILED = "failed", "Failed"

    TRANSITIONS = {
        State.RUNNING: {State.DONE, State.SUPERSEDED, State.FAILED},
        State.DONE: set(),
        State.SUPERSEDED: set(),
        State.FAILED: set(),
    }

    state = models.CharField(max_length=10, choices=State)
    why = models.CharField(max_length=200, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # None: the portal itself
    weight_set = models.ForeignKey(WeightSet, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()  # once its world is read: when that was
    finished_at = models.DateTimeField(null=True, blank=True)  # when its results came into force
    stopped_at = models.DateTimeField(null=True, blank=True)  # when it failed or was given up
    error = models.TextField(blank=True)  # of a run that failed
    organisations = models.PositiveIntegerField(default=0)
    opportunities = models.PositiveIntegerField(default=0)
    covers = ArrayField(models.BigIntegerField(), default=list, blank=True)  # marks of changes that its world has
    timings = models.JSONField(default=dict, blank=True)  # seconds: read, encode, score, write, swap; peak_mb

    objects = MatchRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="match_run_done_has_a_time",
                condition=Q(state="done", finished_at__isnull=False) | (~Q(state="done") & Q(finished_at=None)),
            ),
            models.CheckConstraint(name="match_run_failed_says_why", condition=~Q(state="failed", error="")),
        ]

    def __str__(self):
        return f"Matching of {self.started_at:%Y-%m-%d %H:%M}"


class MatchBlock(models.Model):
    """A part of a run that one worker does in one transaction: done and committed, or free for another."""

    class Kind(models.TextChoices):
        PREPARE = "prepare", "Reading the world"
        TENDERS = "tenders", "Organisations with opportunities"
        SCOPES = "scopes", "Scope to partner"
        PARTNERS = "partners", "Organisations with each other"
        SWAP = "swap", "Bringing the results into force"

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="blocks")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    first = models.PositiveIntegerField(default=0)  # positions of rows: from this
    end = models.PositiveIntegerField(default=0)  # to before this
    attempts = models.PositiveSmallIntegerField(default=0)  # how often a worker began it
    done_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    timings = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)  # of the last attempt that failed

    class Meta:
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="match_block_is_numbered_once"),
            models.CheckConstraint(name="match_block_has_an_end", condition=Q(first__lte=F("end"))),
            models.CheckConstraint(
                name="match_block_done_took_some_time",
                condition=Q(done_at=None, seconds=None) | Q(done_at__isnull=False, seconds__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number} of {self.run}"


class MatchWorld(models.Model):
    """What an unfinished run scores, the same for every worker; deleted with its end."""

    run = models.OneToOneField(MatchRun, on_delete=models.CASCADE, related_name="world")
    content = models.BinaryField()  # consortia/matching/packing.py
    partner_rows = models.BinaryField()  # int32: positions of the organisations whose partners are kept

    def __str__(self):
        return f"World of {self.run}"


class MatchReplay(models.Model):
    """A change acted on while a run was unfinished: acted on again in its results before they come into force."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="replays")
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.kind} {self.object_id} again in {self.run}"
