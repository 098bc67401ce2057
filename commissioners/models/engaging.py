"""Meeting the market: events, and the organisations that are interested."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commissioners.choices import InterestKind
from mutuals.models import Organisation

from .opportunities import Lot, Opportunity


class EngagementEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As public as the opportunity that it is about."""
        return self.filter(opportunity__in=Opportunity.objects.visible_to(user))


class EngagementEvent(models.Model):
    """A market engagement event: a briefing, a site visit, a workshop. Times are UK local time."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="events")
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=4000, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sign_up_by = models.DateTimeField(null=True, blank=True)  # none: until it starts
    venue = models.TextField("where", max_length=500, blank=True)  # of a meeting in a room; public
    joining_details = models.TextField(max_length=1000, blank=True)  # for those who signed up alone
    is_online = models.BooleanField(default=False)
    places = models.PositiveIntegerField("how many people can come", null=True, blank=True)  # none: any number
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(max_length=1000, blank=True)

    taken: int  # how many signed up, where `commissioners.events.coming.with_taken` counted

    objects = EngagementEventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(name="event_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="event_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="event_sign_up_ends_before_it",
                condition=Q(sign_up_by=None) | Q(sign_up_by__lte=F("starts_at")),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event_detail", args=[self.pk])


class EventSignUpQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For whoever comes, their organisation's people and the buyer's people."""
        if not user.is_authenticated:
            return self.none()
        own = Q(person=user) | Q(organisation__in=user.memberships.values("organisation"))
        return self.filter(own | Q(event__opportunity__in=Opportunity.objects.bought_by(user)))


class EventSignUp(models.Model):
    """A person comes to an event, for an organisation."""

    event = models.ForeignKey(EngagementEvent, on_delete=models.CASCADE, related_name="sign_ups")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="event_sign_ups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="event_sign_ups")
    needs = models.TextField("anything you need to take part", max_length=500, blank=True)  # for the buyer alone
    signed_up_at = models.DateTimeField()

    objects = EventSignUpQuerySet.as_manager()

    class Meta:
        ordering = ["signed_up_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="event_sign_up_is_once")]

    def __str__(self):
        return f"{self.person} at {self.event}"


class InterestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the organisation's own people and the buyer's people. The list of the interested is `listed_to`."""
        if not user.is_authenticated:
            return self.none()
        own = Q(organisation__in=user.memberships.values("organisation"))
        return self.filter(own | Q(opportunity__in=Opportunity.objects.bought_by(user)))

    def standing(self):
        """Those that were not withdrawn, of organisations that still take part."""
        return self.filter(withdrawn_at=None, organisation__in=Organisation.objects.active())


class Interest(models.Model):
    """An organisation tells the buyer that it is interested, alone or looking for partners. It binds nobody.

    Only those who chose to be `listed` are on the interest list, which the buyer opens to nobody, to those who are on
    it, or to everyone signed in.
    """

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=20, choices=InterestKind)
    lots = models.ManyToManyField(Lot, blank=True, related_name="interests")  # none chosen: the whole
    message = models.TextField("to the buyer", max_length=2000, blank=True)  # for the buyer alone
    listed = models.BooleanField("on the interest list", default=False)
    listed_note = models.TextField("what others on the list read", max_length=500, blank=True)
    expressed_at = models.DateTimeField()
    expressed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["expressed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "organisation"], name="interest_is_expressed_once")
        ]

    def __str__(self):
        return f"{self.organisation} in {self.opportunity}"
