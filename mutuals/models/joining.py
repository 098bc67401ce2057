"""How people come to act for an organisation: asked in by its owners, or asking to be let in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.accounts.rules import is_programme_manager

from .memberships import Membership
from .organisations import Organisation


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the organisation, and for whoever has shown that the address is theirs."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(organisation__in=user.memberships.values("organisation"))) | self.to(user)

    def to(self, person):
        """Those that ask this very person, by any address that they have confirmed."""
        return self.to_any(verified_addresses(person))

    def to_any(self, addresses):
        """Those to one of the addresses, as `verified_addresses` gives them."""
        return self.filter(email__in=addresses)

    def open(self, at):
        """Those that can still be accepted."""
        return self.filter(state=MembershipInvitation.State.SENT, expires_at__gt=at, organisation__closed_at=None)


class MembershipInvitation(models.Model):
    """An owner asks a person, known by e-mail address, to act for the organisation. An account is not needed yet."""

    class State(models.TextChoices):
        SENT = "sent", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        EXPIRED = "expired", "Expired"

    TRANSITIONS = {State.SENT: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED}}

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()  # lower case
    role = models.CharField(max_length=10, choices=Membership.Role)
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the token in the link; the token is not kept
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["email"], name="invitation_by_address")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=Q(state="sent"), name="invitation_one_open_each"
            ),
            models.CheckConstraint(name="invitation_email_is_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self):
        return f"{self.email} to {self.organisation}"

    @property
    def place(self):
        """The organisation, as what it shares with commissioning bodies calls it."""
        return self.organisation


class JoinRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the organisation, for whoever asks, and for programme managers."""
        if not user.is_authenticated:
            return self.none()
        if is_programme_manager(user):
            return self
        return self.filter(Q(organisation__in=user.memberships.values("organisation")) | Q(person=user))

    def open(self):
        return self.filter(state=JoinRequest.State.OPEN, organisation__closed_at=None)


class JoinRequest(models.Model):
    """A person asks to act for an organisation that is in the directory already. Its owners decide."""

    class State(models.TextChoices):
        OPEN = "open", "Waiting for an owner"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {State.OPEN: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN}}

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    message = models.TextField("who you are and what you do there", max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(state="open"), name="join_request_one_open_each"
            ),
        ]

    def __str__(self):
        return f"{self.person} asks to join {self.organisation}"

    @property
    def place(self):
        """The organisation, as what it shares with commissioning bodies calls it."""
        return self.organisation
