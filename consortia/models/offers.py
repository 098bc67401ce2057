"""What organisations publicly offer to partners, or ask of them, once programme staff have read it."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from mutuals.models import Membership, Organisation
from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea

from .consortia import mine


class PartnerOfferQuerySet(models.QuerySet):
    def visible_to(self, user, at):
        """What is published and shown to the person at that time; to its own people all of it.

        Programme staff see what was sent to them: a draft, also one that was taken back, is its organisation's alone.
        """
        if not user.is_authenticated:
            return self.live(at).filter(shown_to=PartnerOffer.ShownTo.EVERYONE)
        own = Q(organisation__in=mine(user))
        if user.is_programme_staff:
            return self.filter(own | ~Q(state=PartnerOffer.State.DRAFT))
        held = Membership.objects.filter(user=user, organisation__in=Organisation.objects.active())
        mutual = held.exclude(organisation__verified_at=None)
        shown = (
            Q(shown_to=PartnerOffer.ShownTo.EVERYONE)
            | Q(Exists(held), shown_to=PartnerOffer.ShownTo.ORGANISATIONS)
            | Q(Exists(mutual), shown_to=PartnerOffer.ShownTo.MUTUALS)
        )
        return self.filter(own | (published_at_time(at) & shown))

    def of(self, user):
        """Those of the person's organisations, in any state."""
        return self.filter(organisation__in=mine(user))

    def with_open_answers(self):
        """With `open_answers`: how many wait for what comes of them, of organisations that take part."""
        waiting = OfferAnswer.objects.of_active().filter(offer=OuterRef("pk"), state=OfferAnswer.State.OPEN)
        number = waiting.order_by().values("offer").annotate(number=models.Count("pk")).values("number")
        return self.annotate(open_answers=Coalesce(models.Subquery(number), 0))

    def live(self, at):
        """Published ones of organisations that take part, up to the end of their last day."""
        return self.filter(published_at_time(at))

    def waiting(self):
        """Those to be decided by programme staff, longest waiting first."""
        return self.filter(state=PartnerOffer.State.SUBMITTED, organisation__in=Organisation.objects.active()).order_by(
            "submitted_at", "pk"
        )

    def open(self):
        """Those that have not ended: each counts for how many an organisation may have at one time."""
        return self.exclude(state__in=PartnerOffer.ENDED)


def published_at_time(at: dt.datetime) -> Q:
    """A condition: published, not past its last day, of an organisation that takes part."""
    return Q(
        state=PartnerOffer.State.PUBLISHED,
        until__gte=timezone.localdate(at),
        organisation__closed_at=None,
        organisation__admitted_at__isnull=False,
    )


class PartnerOffer(models.Model):
    """Something that an organisation offers to partners, or asks of them.

    Nobody but its own people sees it before programme staff have approved it, nor while it is being changed.
    """

    class Direction(models.TextChoices):
        OFFERS = "offers", "We offer this"
        ASKS = "asks", "We look for this"

    class Kind(models.TextChoices):
        PARTNER = "partner", "A partner for a service or a place"
        EXPERTISE = "expertise", "Expertise or advice"
        PREMISES = "premises", "Premises or equipment"
        BACK_OFFICE = "back_office", "Back office or shared infrastructure"
        CAPACITY = "capacity", "Staff or capacity to deliver"
        PLACEMENT = "placement", "A work placement"
        SHADOWING = "shadowing", "Shadowing"
        EXCHANGE = "exchange", "An exchange of staff or practice"
        OTHER = "other", "Something else"

    class ShownTo(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        ORGANISATIONS = "organisations", "Signed-in organisations"
        MUTUALS = "mutuals", "Verified Mutuals"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "With programme staff"
        RETURNED = "returned", "To be changed"
        DECLINED = "declined", "Declined"
        PUBLISHED = "published", "Published"
        CLOSED = "closed", "Closed"
        EXPIRED = "expired", "Expired"

    TRANSITIONS = {
        State.DRAFT: {State.SUBMITTED},
        State.SUBMITTED: {State.PUBLISHED, State.RETURNED, State.DECLINED, State.DRAFT},
        State.RETURNED: {State.SUBMITTED},
        State.PUBLISHED: {State.CLOSED, State.EXPIRED, State.DRAFT},  # to draft: taken back to be changed
        State.CLOSED: {State.DRAFT},  # to be offered again
        State.EXPIRED: {State.CLOSED, State.DRAFT},
    }
    ENDED = (State.DECLINED, State.CLOSED, State.EXPIRED)
    EDITABLE = (State.DRAFT, State.RETURNED)
    BETWEEN_MUTUALS = (Kind.PLACEMENT, Kind.SHADOWING, Kind.EXCHANGE)

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partner_offers")
    direction = models.CharField(max_length=10, choices=Direction)
    kind = models.CharField(max_length=15, choices=Kind)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    services = models.ManyToManyField(ServiceArea, blank=True, related_name="+")
    regions = models.ManyToManyField(Region, blank=True, related_name="+")  # whole ones
    places = models.ManyToManyField(LocalAuthority, blank=True, related_name="+")
    is_nationwide = models.BooleanField("anywhere in England", default=False)
    shown_to = models.CharField(max_length=15, choices=ShownTo, blank=True)  # empty: not said yet
    until = models.DateField("last day", null=True, blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    times_submitted = models.PositiveIntegerField(default=0)  # tells which wording an officer has read
    submitted_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(  # the officer who reads it
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(max_length=1000, blank=True)  # of the last decision
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_of = models.DateField(null=True, blank=True)  # the last day of which its people were reminded

    objects = PartnerOfferQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["state", "until"], name="offer_by_state_and_end")]
        constraints = [
            models.CheckConstraint(name="offer_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="offer_shown_to_mutuals_is_between_them",
                condition=~Q(shown_to="mutuals") | Q(kind__in=["placement", "shadowing", "exchange"]),
            ),
            models.CheckConstraint(
                name="offer_that_was_sent_is_whole",
                condition=Q(state__in=["draft", "returned"])
                | (Q(until__isnull=False, submitted_at__isnull=False) & ~Q(shown_to="") & ~Q(text="")),
            ),
            models.CheckConstraint(
                name="offer_decision_is_signed",
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="offer_is_taken_by_somebody",
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="offer_published_was_decided",
                condition=~Q(state="published") | Q(published_at__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("offer_detail", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    def is_live(self, at: dt.datetime) -> bool:
        """Whether others can read and answer it at that time."""
        return (
            self.state == self.State.PUBLISHED
            and self.until is not None
            and self.until >= timezone.localdate(at)
            and self.organisation.is_active
        )


class OfferAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the organisation that answers, and of the one that is answered."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(organisation__in=mine(user)) | Q(offer__organisation__in=mine(user)))

    def of_active(self):
        """Between two organisations that take part: with one that closed there is nothing to agree."""
        active = Organisation.objects.active()
        return self.filter(organisation__in=active, offer__organisation__in=active)

    def unread_by_offerer(self):
        """Open ones in which the organisation that answers had the last word."""
        last = OfferMessage.objects.filter(answer=OuterRef("pk")).order_by("-pk")
        theirs = models.Subquery(last.values("organisation")[:1])
        return (
            self.filter(state=OfferAnswer.State.OPEN)
            .annotate(spoke_last=theirs)
            .filter(spoke_last=models.F("organisation"))
        )


class OfferAnswer(models.Model):
    """An organisation that answers an offer, and what came of it. What both say is in its messages."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        TAKEN_UP = "taken_up", "Taken up"
        NOT_THIS_TIME = "not_this_time", "Not this time"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {State.OPEN: {State.TAKEN_UP, State.NOT_THIS_TIME, State.WITHDRAWN}}

    offer = models.ForeignKey(PartnerOffer, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offer_answers")
    title = models.CharField(max_length=120)  # of the offer as it was answered: it may be changed unseen later
    state = models.CharField(max_length=15, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfferAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "organisation"], condition=Q(state="open"), name="offer_answer_is_open_once"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} answers “{self.title}”"

    def get_absolute_url(self):
        return reverse("offer_answer_detail", args=[self.pk])


class OfferMessage(models.Model):
    """What one of the two organisations wrote to the other."""

    answer = models.ForeignKey(OfferAnswer, on_delete=models.CASCADE, related_name="messages")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=3000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.organisation}: {self.text[:40]}"
