"""Bids: the record of answers to opportunities."""

from django.db import models
from django.db.models import F

from commissioners.models import CommissioningBody, Opportunity
from mutuals.models import Organisation

from .consortia import Consortium, mine


class BidQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A bid exists for the people of its participants, and never for the commissioner."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=BidParticipant.objects.filter(organisation__in=mine(user)).values("bid"))

    def submitted(self):
        """Bids that count as history, won or lost."""
        return self.filter(state__in=[Bid.State.SUBMITTED, Bid.State.WON, Bid.State.LOST])


class Bid(models.Model):
    """The record of an organisation's or a consortium's answer to an opportunity. Tenders are submitted elsewhere."""

    class State(models.TextChoices):
        INTENDED = "intended", "Intended"
        SUBMITTED = "submitted", "Submitted"
        WON = "won", "Won"
        LOST = "lost", "Lost"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.INTENDED: {State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.WON, State.LOST, State.WITHDRAWN},
    }

    body = models.ForeignKey(CommissioningBody, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    consortium = models.ForeignKey(Consortium, null=True, blank=True, on_delete=models.PROTECT, related_name="bids")
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.INTENDED)
    submitted_on = models.DateField(null=True, blank=True)
    is_joint = models.BooleanField(default=False)  # by two organisations or more
    lessons = models.TextField(max_length=4000, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = [F("submitted_on").desc(nulls_last=True), "pk"]

    def __str__(self):
        return self.title


class BidParticipant(models.Model):
    """One of the organisations behind a bid."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bids")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bid", "organisation"], name="bid_participant_is_named_once")]

    def __str__(self):
        return f"{self.organisation} in {self.bid}"
