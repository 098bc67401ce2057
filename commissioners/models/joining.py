"""How people come to act for a commissioning body, and bodies to buy together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from commissioners.choices import BodyKind
from partnerships_portal.accounts.addresses import verified_addresses

from .bodies import BodyMembership, CommissioningBody
from .opportunities import Opportunity


class BodyInvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the body, and for whoever has shown that the address is theirs."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(body__in=user.body_memberships.values("body"))) | self.to(user)

    def to(self, person):
        """Those that ask this very person, by any address that they have confirmed."""
        return self.to_any(verified_addresses(person))

    def to_any(self, addresses):
        """Those to one of the addresses, as `verified_addresses` gives them."""
        return self.filter(email__in=addresses)

    def open(self, at):
        """Those that can still be accepted."""
        return self.filter(state=BodyInvitation.State.SENT, expires_at__gt=at)


class BodyInvitation(models.Model):
    """An owner asks a person, known by e-mail address, to act for the body. An account is not needed yet."""

    class State(models.TextChoices):
        SENT = "sent", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        EXPIRED = "expired", "Expired"

    TRANSITIONS = {State.SENT: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED}}

    body = models.ForeignKey(CommissioningBody, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()  # lower case
    role = models.CharField(max_length=10, choices=BodyMembership.Role)
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the token in the link; the token is not kept
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BodyInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["email"], name="body_invitation_by_address")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "email"], condition=Q(state="sent"), name="body_invitation_one_open_each"
            ),
            models.CheckConstraint(name="body_invitation_email_is_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self):
        return f"Invitation of {self.email} to {self.body}"

    @property
    def place(self):
        """The body, as what it shares with organisations calls it."""
        return self.body


class BodyRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For whoever asks, the owners of the body, and programme staff."""
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff:
            return self
        owned = BodyMembership.objects.filter(user=user, role=BodyMembership.Role.OWNER).values("body")
        return self.filter(Q(person=user) | Q(body__in=owned))

    def waiting(self):
        """Those to be decided, longest waiting first."""
        return self.filter(state=BodyRequest.State.WAITING).order_by("asked_at", "pk")


class BodyRequest(models.Model):
    """A person asks to act for a body: one of the list, or (body null) one that is not on it yet.

    Owners of the body decide, or programme staff where it has none or is new.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a decision"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {State.WAITING: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN}}

    body = models.ForeignKey(
        CommissioningBody, null=True, blank=True, on_delete=models.CASCADE, related_name="requests"
    )
    body_name = models.CharField("name of the body", max_length=250, blank=True)
    body_kind = models.CharField(max_length=40, choices=BodyKind, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="body_requests")
    message = models.TextField("your post there", max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(max_length=1000, blank=True)

    objects = BodyRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="body_request_names_a_body", condition=Q(body__isnull=False) | ~Q(body_name="")
            ),
            models.UniqueConstraint(
                fields=["body", "person"], condition=Q(state="waiting"), name="body_request_waits_once"
            ),
        ]

    def __str__(self):
        return f"{self.person} asks to act for {self.body or self.body_name}"


class JointBuyerRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the body that asks and of the body that is asked."""
        if not user.is_authenticated:
            return self.none()
        mine = user.body_memberships.values("body")
        return self.filter(Q(body__in=mine) | Q(opportunity__in=Opportunity.objects.bought_by(user)))


class JointBuyerRequest(models.Model):
    """The body that leads asks another to buy with it. Only one that agreed is among `joint_buyers`."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {State.ASKED: {State.AGREED, State.DECLINED, State.WITHDRAWN}}

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="joint_buyer_requests")
    body = models.ForeignKey(CommissioningBody, on_delete=models.CASCADE, related_name="joint_buyer_requests")
    message = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = JointBuyerRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "body"], condition=Q(state="asked"), name="joint_buyer_is_asked_once"
            )
        ]

    def __str__(self):
        return f"{self.body} asked to buy {self.opportunity}"
