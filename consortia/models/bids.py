"""Bids: the record of answers to opportunities."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commissioners.models import CommissioningBody, Lot, Opportunity
from mutuals.models import Organisation
from partnerships_portal.reference.models import LocalAuthority, ServiceArea

from .consortia import Consortium, mine


class BidQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A consortium's bid exists for the people of its present members, an organisation's own for its people.

        Never for the commissioner, and no longer for whoever has left the consortium.
        """
        if not user.is_authenticated:
            return self.none()
        own = BidParticipant.objects.filter(organisation__in=mine(user)).values("bid")
        shared = Consortium.objects.visible_to(user).values("pk")
        return self.filter(Q(consortium=None, pk__in=own) | Q(consortium__in=shared))

    def submitted(self):
        """Bids that count as history, won or lost."""
        return self.filter(state__in=[Bid.State.SUBMITTED, Bid.State.WON, Bid.State.LOST])

    def live(self):
        """Those whose outcome is still to come."""
        return self.filter(state__in=Bid.LIVE)


class Bid(models.Model):
    """The record of an organisation's or a consortium's answer to an opportunity. Tenders are submitted elsewhere.

    There is no field for prices: what a contract is worth is said once it is won.
    """

    class State(models.TextChoices):
        INTENDED = "intended", "Intended"
        SUBMITTED = "submitted", "Submitted"
        WON = "won", "Won"
        LOST = "lost", "Lost"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.INTENDED: {State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.WON, State.LOST, State.WITHDRAWN},
        State.WON: {State.LOST},  # corrected
        State.LOST: {State.WON},
    }
    LIVE = (State.INTENDED, State.SUBMITTED)
    DECIDED = (State.WON, State.LOST)

    body = models.ForeignKey(CommissioningBody, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    consortium = models.ForeignKey(Consortium, null=True, blank=True, on_delete=models.PROTECT, related_name="bids")
    lots = models.ManyToManyField(Lot, blank=True, related_name="+")  # none: the whole opportunity
    declined = models.ManyToManyField(Organisation, blank=True, related_name="+")  # members that say they are not in it
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.INTENDED)
    submitted_on = models.DateField(null=True, blank=True)
    is_joint = models.BooleanField(default=False)  # by two organisations or more
    lessons = models.TextField(max_length=4000, blank=True)  # kept by all together; each member's own are reflections
    intended_at = models.DateTimeField(null=True, blank=True)
    intended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)  # when that was recorded
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)  # won, lost or withdrawn
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=1000, blank=True)
    feedback = models.TextField(max_length=4000, blank=True)  # what the buyer said
    scores = models.TextField(max_length=1000, blank=True)  # in words
    contract_value = models.DecimalField("contract value in pounds", max_digits=14, decimal_places=2, null=True)
    heard_version = models.PositiveIntegerField(default=0)  # of the opportunity, when bidders were last told of it
    heard_state = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)  # when bidders were asked how it went
    is_demo = models.BooleanField(default=False)

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = [F("submitted_on").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "opportunity"],
                condition=Q(state__in=["intended", "submitted"], consortium__isnull=False),
                name="bid_of_a_consortium_is_live_once",
            ),
            models.CheckConstraint(
                name="bid_says_what_it_is_worth_only_once_won",
                condition=Q(contract_value=None) | Q(state="won", contract_value__gt=0),
            ),
            models.CheckConstraint(
                name="bid_withdrawn_says_why",
                condition=Q(withdrawn_because="") | Q(state="withdrawn"),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("bid", args=[self.pk])

    @property
    def is_live(self) -> bool:
        """Its outcome is still to come."""
        return self.state in self.LIVE

    @property
    def is_decided(self) -> bool:
        return self.state in self.DECIDED


class BidParticipant(models.Model):
    """One of the organisations behind a bid, from the moment that it says so itself, and what it says it brings.

    In words, services and places; never prices.
    """

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bids")
    contribution = models.TextField(max_length=2000, blank=True)
    services = models.ManyToManyField(ServiceArea, blank=True, related_name="+")
    places = models.ManyToManyField(LocalAuthority, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)  # None: a record of the past
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bid", "organisation"], name="bid_participant_is_named_once")]

    def __str__(self):
        return f"{self.organisation} in {self.bid}"
