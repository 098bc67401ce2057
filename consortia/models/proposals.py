"""Proposals to partner, and the invitations that they send."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from commissioners.choices import PartnershipModel
from commissioners.choices import State as OpportunityState
from commissioners.models import Lot, Opportunity
from mutuals.models import Organisation
from partnerships_portal.accounts.addresses import verified_addresses

from .consortia import Consortium, ConsortiumMember, mine


class Motivator(models.TextChoices):
    """Why organisations partner beyond one bid (the report, "motivators")."""

    INFRASTRUCTURE = "infrastructure", "Sharing infrastructure"
    CAPACITY = "capacity", "Building capacity"
    BEYOND_PROCUREMENT = "beyond_procurement", "Working with the local authority other than by procurement"
    DIVERSIFYING = "diversifying", "Diversifying income"


class Buyer(models.TextChoices):
    """Who may buy other than by tender (the report, "partnering is not only for tenders")."""

    DIRECT_PAYMENTS = "direct_payments", "People with direct payments"
    SELF_PAYERS = "self_payers", "People who pay for themselves"
    NEW_MARKETS = "new_markets", "New markets"


# How an opportunity ends, as the end of a sentence: what was proposed for it is closed (actions/proposal_news.py)
ENDED: dict[str, str] = {OpportunityState.CANCELLED: "was cancelled", OpportunityState.AWARDED: "was awarded"}


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of whoever proposes and, once it was sent, of whoever is asked, by name or by address."""
        if not user.is_authenticated:
            return self.none()
        asked = Invitation.objects.to(user).exclude(proposal__state=Proposal.State.DRAFT)
        return self.filter(Q(proposer__in=mine(user)) | Q(pk__in=asked.values("proposal")))


class Proposal(models.Model):
    """One organisation asks others to partner: for an opportunity, long-term, or to join a consortium that exists.

    `consortium` is the one that it led to, or, set from the beginning, the one that others are asked to join.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        OPEN = "open", "Open"
        CONFIRMED = "confirmed", "Consortium formed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.DRAFT: {State.OPEN},
        State.OPEN: {State.CONFIRMED, State.WITHDRAWN},
        State.CONFIRMED: set(),
        State.WITHDRAWN: set(),
    }

    proposer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    consortium = models.ForeignKey(
        Consortium, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    title = models.CharField(max_length=200, blank=True)
    message = models.TextField(max_length=4000, blank=True)
    motivators = ArrayField(models.CharField(max_length=20, choices=Motivator), default=list, blank=True)
    buyers = ArrayField(models.CharField(max_length=20, choices=Buyer), default=list, blank=True)
    partnership_model = models.CharField(max_length=30, choices=PartnershipModel, blank=True)
    role = models.CharField(max_length=15, choices=ConsortiumMember.Role, default=ConsortiumMember.Role.EQUAL)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)  # of the invitations that it sends
    closed_at = models.DateTimeField(null=True, blank=True)  # confirmed or withdrawn
    heard_state = models.CharField(max_length=20, blank=True)  # of the opportunity, when both sides last heard
    heard_deadline = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="proposal_sent_says_when",
                condition=Q(state="draft", sent_at=None)
                | (~Q(state="draft") & Q(sent_at__isnull=False, expires_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="proposal_confirmed_has_a_consortium",
                condition=~Q(state="confirmed") | Q(consortium__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_lot_is_of_an_opportunity", condition=Q(lot=None) | Q(opportunity__isnull=False)
            ),
        ]

    def __str__(self):
        return self.title or "Proposal to partner"

    def get_absolute_url(self):
        return reverse("proposal", args=[self.pk])

    @property
    def ended_because(self) -> str:
        """What became of the opportunity with which it was closed, as the end of a sentence; else empty."""
        return ENDED.get(self.heard_state, "") if self.state == self.State.WITHDRAWN else ""


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the proposal that sends it."""
        return self.filter(proposal__in=Proposal.objects.visible_to(user))

    def to(self, user):
        """Those that ask an organisation of the person, or an address that is shown to be theirs."""
        return self.filter(Q(organisation__in=mine(user)) | Q(email__in=verified_addresses(user)))

    def open(self, at):
        """Those that can still be answered."""
        return self.filter(state=Invitation.State.SENT, proposal__state=Proposal.State.OPEN, expires_at__gt=at)


class Invitation(models.Model):
    """One organisation asked by a proposal; known by its name and somebody's address where it is not in the portal.

    While the proposal is a draft it is what will be sent.
    """

    class State(models.TextChoices):
        SENT = "sent", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        EXPIRED = "expired", "Expired"

    TRANSITIONS = {
        State.SENT: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED},
        State.ACCEPTED: {State.WITHDRAWN},  # taken back by either side before the consortium is formed
        State.DECLINED: set(),
        State.WITHDRAWN: set(),
        State.EXPIRED: set(),
    }

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="partner_invitations"
    )
    invited_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)  # lower case
    role = models.CharField(max_length=15, choices=ConsortiumMember.Role, default=ConsortiumMember.Role.EQUAL)
    note = models.CharField(max_length=1000, blank=True)  # what it would do
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=1000, blank=True)  # why not; between the two organisations
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation"],
                condition=Q(state__in=["sent", "accepted"]),
                name="invitation_asks_each_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "email"],
                condition=Q(state__in=["sent", "accepted"]) & ~Q(email=""),
                name="invitation_asks_each_address_once",
            ),
            models.CheckConstraint(
                name="invitation_names_somebody",
                condition=Q(organisation__isnull=False) | (~Q(invited_name="") & ~Q(email="")),
            ),
            models.CheckConstraint(name="partner_invitation_email_is_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self):
        return f"{self.name} asked by {self.proposal_id}"

    @property
    def name(self) -> str:
        """Whom it asks."""
        return self.organisation.name if self.organisation else self.invited_name
