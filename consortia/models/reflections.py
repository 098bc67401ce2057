"""What each organisation learnt from a bid, and what became of the relationship."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mutuals.models import Organisation
from partnerships_portal.reference.models import Region, ServiceArea

from .bids import Bid
from .consortia import mine


class ReflectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An organisation's own for its people; for the people of fellow members where it lets them read it."""
        if not user.is_authenticated:
            return self.none()
        own = Q(organisation__in=mine(user))
        return self.filter(own | Q(shown_to=Reflection.Shown.MEMBERS, bid__in=Bid.objects.visible_to(user)))

    def shared(self):
        """Those that the network may read, without names."""
        return self.filter(shared_at__isnull=False)


class Reflection(models.Model):
    """One organisation's own answer, after a bid was decided. Nobody writes it for another."""

    class Shown(models.TextChoices):
        OWN = "own", "Only our own people"
        MEMBERS = "members", "The members of this consortium"

    class Relationship(models.TextChoices):
        GOES_ON = "goes_on", "It goes on"
        DORMANT = "dormant", "It rests for now"
        ENDED = "ended", "It has ended"

    class Again(models.TextChoices):
        YES = "yes", "Yes"
        PERHAPS = "perhaps", "Perhaps"
        NO = "no", "No"

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="reflections")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    repeat = models.TextField(max_length=2000, blank=True)
    not_again = models.TextField(max_length=2000, blank=True)
    shown_to = models.CharField(max_length=10, choices=Shown, default=Shown.OWN)
    relationship = models.CharField(max_length=10, choices=Relationship, blank=True)
    again = models.CharField(max_length=10, choices=Again, blank=True)  # would partner again
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)  # with the network
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # what the network reads of where it was, as its author checked it: only where several could be meant
    shared_service = models.ForeignKey(ServiceArea, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    shared_region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        ordering = ["bid", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "organisation"], name="reflection_is_written_once"),
            models.CheckConstraint(
                name="reflection_shared_says_who_and_what",
                condition=Q(shared_at=None, shared_by=None)
                | (Q(shared_at__isnull=False, shared_by__isnull=False) & ~Q(repeat="", not_again="")),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} after {self.bid}"
