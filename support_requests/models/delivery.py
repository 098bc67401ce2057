"""What happens in a package: steps, sessions, documents, days worked, and what came of each line."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from partnerships_portal.documents.models import StoredFile
from support_requests.delivering.years import in_days

from .packages import Assignment, Package, PackageLine, days_field

QUARTER = Decimal("0.25")


class Milestone(models.Model):
    """Something that is to be reached in a package."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="milestones")
    what = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["package", "what"], name="milestone_is_in_a_package_once"),
            models.CheckConstraint(
                name="milestone_done_is_signed",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.what


class PackageSession(models.Model):
    """A meeting at which support is given: a workshop, a call, a visit."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="sessions")
    what = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=300, blank=True)  # or the address of a video call
    who_came = models.CharField(max_length=500, blank=True)
    notes = models.TextField(max_length=4000, blank=True)  # whoever sees the package reads them
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)  # of the page on which it was typed: sent twice, it is there once

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return self.what


class PackageFile(models.Model):
    """A document of a package. Its file goes if it is taken off."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="package_file")
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return str(self.file)


class TimeEntry(models.Model):
    """Days that an adviser worked on a line, in quarters. Together never more than the line has."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="time_entries")
    days = days_field()
    worked_on = models.DateField()
    what = models.CharField(max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["-worked_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="time_entry_has_days", condition=Q(days__gt=0)),
            models.CheckConstraint(
                name="time_entry_is_in_quarters", condition=Exact(Mod("days", models.Value(QUARTER)), 0)
            ),
        ]

    def __str__(self):
        return f"{self.in_words} on {self.worked_on:%Y-%m-%d}"

    @property
    def in_words(self) -> str:
        return in_days(self.days)


class LineOutcome(models.Model):
    """Whether a line was done, said when its request was completed."""

    line = models.OneToOneField(PackageLine, on_delete=models.CASCADE, related_name="outcome")
    is_done = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)

    def __str__(self):
        return f"{self.line}: {'done' if self.is_done else 'not done'}"


class PackageLessons(models.Model):
    """What the programme learned from a package. Only its staff read it."""

    package = models.OneToOneField(Package, on_delete=models.CASCADE, related_name="lessons")
    text = models.TextField(max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="package_lessons_have_text", condition=~Q(text=""))]

    def __str__(self):
        return f"Lessons from {self.package}"
