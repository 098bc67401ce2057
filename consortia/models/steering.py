"""The steering group of a consortium: whom each member names for itself, and when they met."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .consortia import Consortium, ConsortiumMember


class SteeringPersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the members that are present."""
        return self.filter(member__consortium__in=Consortium.objects.visible_to(user))

    def sitting(self):
        """Those of members that are present, who still belong to the organisation that named them."""
        return self.filter(member__left_at=None, member__organisation__memberships__user=F("person"))


class SteeringPerson(models.Model):
    """Somebody whom a member named for itself, perhaps for a term."""

    member = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="steering")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    does = models.CharField(max_length=200, blank=True)  # chair, finance ...
    until = models.DateField(null=True, blank=True)  # the last day of the term
    named_at = models.DateTimeField()

    objects = SteeringPersonQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "person"], name="steering_person_is_named_once")]

    def __str__(self):
        return str(self.person)


class SteeringMeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the members that are present."""
        return self.filter(consortium__in=Consortium.objects.visible_to(user))


class SteeringMeeting(models.Model):
    """A meeting, with notes that the member which wrote them can change."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="steering_meetings")
    member = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField()
    notes = models.TextField(max_length=4000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SteeringMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [models.CheckConstraint(name="steering_meeting_has_notes", condition=~Q(notes=""))]

    def __str__(self):
        return f"Meeting of {self.held_on}"
