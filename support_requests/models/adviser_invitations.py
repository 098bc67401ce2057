"""People who are asked to advise, known by their e-mail address."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.accounts.rules import is_programme_manager
from partnerships_portal.reference.models import Region
from support_requests.choices import SupportType

from .advisers import Adviser


class AdviserInvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For programme managers, and for whoever has shown that the address is theirs."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if is_programme_manager(user) else self.to_any(verified_addresses(user))

    def to_any(self, addresses):
        """Those to one of the addresses, as `verified_addresses` gives them."""
        return self.filter(email__in=addresses)

    def open(self, at: dt.datetime):
        """Those that can still be accepted."""
        return self.filter(state=AdviserInvitation.State.SENT, expires_at__gt=at)


class AdviserInvitation(models.Model):
    """A manager asks a person to advise. Whoever has confirmed the address answers it, signed in: no secret is sent."""

    class State(models.TextChoices):
        SENT = "sent", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {State.SENT: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN}}

    email = models.EmailField()  # lower case
    kind = models.CharField(max_length=10, choices=Adviser.Kind)
    firm = models.CharField(max_length=150, blank=True)
    expertise = ArrayField(models.CharField(max_length=20, choices=SupportType), default=list)
    regions = models.ManyToManyField(Region, blank=True, related_name="+")  # none: anywhere in England
    days_a_month = models.DecimalField(max_digits=4, decimal_places=1)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AdviserInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=Q(state="sent"), name="adviser_is_invited_once"),
            models.CheckConstraint(name="adviser_invitation_is_lower_case", condition=Q(email=Lower("email"))),
            models.CheckConstraint(name="invited_adviser_knows_something", condition=Q(expertise__len__gt=0)),
        ]

    def __str__(self):
        return f"Invitation to advise of {self.sent_at:%Y-%m-%d}"
