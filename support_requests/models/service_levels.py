"""What the programme promises: by when it answers, when its office is open; and who was warned of what is late."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from support_requests.choices import Priority

from .packages import Assignment
from .requests import SupportRequest


class Clock(models.TextChoices):
    """What is promised of a request."""

    FIRST_REPLY = "first_reply", "First reply"
    DECISION = "decision", "Decision"


class Unit(models.TextChoices):
    """In what a service level counts."""

    DAYS = "days", "working days"
    HOURS = "hours", "working hours"


class InForceQuerySet(models.QuerySet):
    def as_of(self, at):
        """What is in force at `at`, the latest last: of two from the same time, the one that was set later."""
        return self.filter(in_force_from__lte=at).order_by("in_force_from", "pk")


class ServiceLevel(models.Model):
    """By when requests of a priority are replied to and decided, if they are sent from `in_force_from` on.

    Never changed: what is promised otherwise is another row. Where a priority has none, `levels.FIRST` holds.
    """

    Unit = Unit

    priority = models.CharField(max_length=8, choices=Priority)
    first_reply = models.PositiveSmallIntegerField()
    first_reply_unit = models.CharField(max_length=5, choices=Unit, default=Unit.DAYS)
    decision = models.PositiveSmallIntegerField()
    decision_unit = models.CharField(max_length=5, choices=Unit, default=Unit.DAYS)
    in_force_from = models.DateTimeField()
    because = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["-in_force_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="service_level_promises_something",
                condition=Q(first_reply__gte=1, first_reply__lte=200, decision__gte=1, decision__lte=200),
            ),
            models.CheckConstraint(
                name="service_level_is_not_from_before", condition=Q(in_force_from__gte=F("set_at"))
            ),
        ]

    def __str__(self):
        return f"Service level of {self.get_priority_display().lower()} requests"


class OfficeHours(models.Model):
    """From when to when the office is open on a working day, by the clock on the wall in London. Never changed."""

    opens = models.TimeField()
    closes = models.TimeField()
    in_force_from = models.DateTimeField()
    because = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["-in_force_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                # clock changes are at one at night: no office is open then
                name="office_opens_before_it_closes",
                condition=Q(opens__gte=dt.time(6), closes__lte=dt.time(22), opens__lt=F("closes")),
            ),
            models.CheckConstraint(
                name="office_hours_are_not_from_before", condition=Q(in_force_from__gte=F("set_at"))
            ),
        ]

    def __str__(self):
        return f"Office hours from {self.opens:%H:%M} to {self.closes:%H:%M}"


class ClosedDay(models.Model):
    """A day on which the office is closed beside weekends and bank holidays."""

    day = models.DateField(unique=True)
    because = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day.day} {self.day:%B %Y}"


class ClockWarning(models.Model):
    """Somebody was told that something of a request is due, late or stuck: once for each `since`, what it is about."""

    class Kind(models.TextChoices):
        DUE_SOON = "due_soon", "Due soon"
        OVERDUE = "overdue", "Overdue"
        NOT_TAKEN = "not_taken", "Nobody took it"
        ASKER_REMINDED = "asker_reminded", "The asker was reminded"
        ASKER_SILENT = "asker_silent", "The asker does not answer"
        ADVISER_SILENT = "adviser_silent", "An adviser does not answer"

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="clock_warnings")
    kind = models.CharField(max_length=14, choices=Kind)
    clock = models.CharField(max_length=11, choices=Clock, blank=True)
    assignment = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()  # when it is due, or began to wait: what moves may be warned of again
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "clock", "assignment", "since"],
                nulls_distinct=False,
                name="clock_is_warned_of_once",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.request}"
