"""Specialists who help: on the programme's staff or from outside."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from consortia.models import ConsortiumMember
from consortia.models.control import Rival
from mutuals.models import Membership, Organisation
from partnerships_portal.reference.models import Region
from support_requests.choices import SupportType


class AdviserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Programme staff see all of them, an adviser their own entry."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.is_programme_staff else self.filter(person=user)

    def working(self):
        """Those who have not left."""
        return self.filter(left_at=None, person__is_active=True)


class Adviser(models.Model):
    """A person who advises, with what they know, where they go and how much time they have.

    While they have not left, `person.is_adviser` is set, and they need a second factor as staff do.
    """

    class Kind(models.TextChoices):
        INTERNAL = "internal", "On the programme's staff"
        EXTERNAL = "external", "From outside"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="adviser")
    kind = models.CharField(max_length=10, choices=Kind)
    firm = models.CharField(max_length=150, blank=True)  # for whom an external one works
    expertise = ArrayField(models.CharField(max_length=20, choices=SupportType), default=list)
    regions = models.ManyToManyField(Region, blank=True, related_name="+")  # none: anywhere in England
    days_a_month = models.DecimalField(max_digits=4, decimal_places=1)  # that they can give
    about = models.TextField(max_length=2000, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = AdviserQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.CheckConstraint(name="adviser_knows_something", condition=Q(expertise__len__gt=0)),
            models.CheckConstraint(name="adviser_gives_days", condition=Q(days_a_month__gte=0, days_a_month__lte=31)),
        ]

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return reverse("adviser", args=[self.pk])


class AdviserConflictQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Programme staff, but for those who belong to the organisation, or to the one that took it over; and the
        adviser. An organisation is not told that an adviser has an interest against it."""
        if not user.is_authenticated:
            return self.none()
        own = Q(adviser__person=user)
        if not user.is_programme_staff:
            return self.filter(own)
        mine = Membership.objects.filter(user=user).values("organisation")
        named = Q(organisation__in=mine) | Q(organisation__merged_into__in=mine)
        return self.filter(own | Q(pk__in=self.model._default_manager.exclude(named).values("pk")))

    def lasting(self):
        """Those that are not over."""
        return self.filter(ended_at=None)


class AdviserConflict(models.Model):
    """An organisation for which an adviser must not be asked, and why; said by the adviser or by staff."""

    adviser = models.ForeignKey(Adviser, on_delete=models.CASCADE, related_name="conflicts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=500)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AdviserConflictQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["adviser", "organisation"], condition=Q(ended_at=None), name="adviser_conflict_is_said_once"
            )
        ]

    def __str__(self):
        return f"{self.adviser} and {self.organisation}"


def not_to_help(user):
    """Primary keys of the organisations that the person must not advise, as one query within another: their own,
    those that a conflict of interest was said with, those in a consortium with their own, and rivals of their own.

    The same as delivering/conflicts.py says in words of several advisers.
    """
    mine = Membership.objects.filter(user=user).values("organisation")
    said = AdviserConflict.objects.lasting().filter(adviser__person=user).values("organisation")
    present = ConsortiumMember.objects.present()
    together = present.filter(organisation__in=mine).values("consortium")
    apart = (
        Q(pk__in=mine)
        | Q(pk__in=said)
        | Q(pk__in=Organisation.objects.filter(pk__in=said).exclude(merged_into=None).values("merged_into"))
        | Q(pk__in=present.filter(consortium__in=together).values("organisation"))
        | Q(pk__in=Rival.objects.filter(organisation__in=mine).values("rival"))
        | Q(pk__in=Rival.objects.filter(rival__in=mine).values("organisation"))
    )
    return Organisation.objects.filter(apart).values("pk")
