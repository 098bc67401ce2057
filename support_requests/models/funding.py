"""Funding rounds: what the programme gives money for, who applies, and what is decided."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mutuals.models import Organisation

from .requests import mine

POUNDS: dict[str, Any] = {"max_digits": 11, "decimal_places": 2}
TOP_SCORE = 5


class FundingRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was published, to anyone who is signed in; drafts to programme staff."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.is_programme_staff else self.exclude(state=FundingRound.State.DRAFT)


class FundingRound(models.Model):
    """Money for a purpose, for which organisations apply from an opening to a closing time."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        CLOSED = "closed", "Closed"

    TRANSITIONS = {State.DRAFT: {State.PUBLISHED}, State.PUBLISHED: {State.CLOSED}}

    title = models.CharField(max_length=150)
    about = models.TextField(max_length=4000)  # what is offered, to whom, and what it may be spent on
    budget = models.DecimalField(**POUNDS)  # for all awards together
    most_each = models.DecimalField(**POUNDS)  # that one application can ask for
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # of what the draft says
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    opening_told_at = models.DateTimeField(null=True, blank=True)
    closing_told_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(unique=True)  # of the page on which it was begun: begun twice, it is there once
    is_demo = models.BooleanField(default=False)

    objects = FundingRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="funding_opens_before_it_closes", condition=Q(opens_at__lt=F("closes_at"))),
            models.CheckConstraint(
                name="funding_gives_money", condition=Q(budget__gt=0, most_each__gt=0, most_each__lte=F("budget"))
            ),
            models.CheckConstraint(
                name="funding_state_says_when",
                condition=Q(state="draft", published_at=None, closed_at=None)
                | Q(state="published", published_at__isnull=False, closed_at=None)
                | Q(state="closed", published_at__isnull=False, closed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("funding_round", args=[self.pk])

    def is_open(self, at) -> bool:
        """Whether an application can be sent at `at`."""
        return self.state == self.State.PUBLISHED and self.opens_at <= at < self.closes_at


class FundingCriterion(models.Model):
    """One thing by which applications are judged, with what it counts for of 100."""

    round = models.ForeignKey(FundingRound, on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField(max_length=100)
    guidance = models.CharField(max_length=500, blank=True)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "title"], name="funding_criterion_is_there_once"),
            models.CheckConstraint(name="funding_criterion_counts", condition=Q(weight__gte=1, weight__lte=100)),
        ]

    def __str__(self):
        return self.title


class FundingApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the organisation that applies; once it was sent, for programme staff, but for those whose
        own organisation competes with it."""
        if not user.is_authenticated:
            return self.none()
        seen = Q(organisation__in=mine(user))
        if user.is_programme_staff:
            rivals = FundingApplication.objects.competing().filter(organisation__in=mine(user))
            seen |= Q(submitted_at__isnull=False) & ~Q(round__in=rivals.values("round"))
        return self.filter(seen)

    def competing(self):
        """Those that compete with others: sent and not taken back, or still being written while the round is open."""
        written = ~Q(round__state=FundingRound.State.CLOSED)
        return self.live().filter(Q(submitted_at__isnull=False) | written)

    def live(self):
        return self.exclude(state=FundingApplication.State.WITHDRAWN)


class FundingApplication(models.Model):
    """What an organisation asks for in a round, and what was decided."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "With programme staff"
        OFFERED = "offered", "Offered"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.DRAFT: {State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.OFFERED, State.DECLINED, State.WITHDRAWN},
        State.OFFERED: {State.WITHDRAWN},
    }

    round = models.ForeignKey(FundingRound, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="funding_applications")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    summary = models.TextField(max_length=2000, blank=True)  # what the money is for
    amount = models.DecimalField(**POUNDS, null=True, blank=True)  # asked for
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # of what the draft says
    submitted_at = models.DateTimeField(null=True, blank=True)
    awarded = models.DecimalField(**POUNDS, null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)  # of the decision, as the applicant reads it
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = FundingApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"], condition=~Q(state="withdrawn"), name="funding_applied_for_once"
            ),
            models.CheckConstraint(
                name="funding_sent_is_whole",
                condition=Q(state__in=["draft", "withdrawn"])
                | (Q(submitted_at__isnull=False, amount__gt=0) & ~Q(summary="")),
            ),
            models.CheckConstraint(
                name="funding_decision_is_signed",
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="funding_decided_where_it_says_so",
                condition=Q(state="withdrawn")
                | Q(state__in=["draft", "submitted"], decided_at=None, awarded=None)
                | Q(state="offered", decided_at__isnull=False, awarded__gt=0, awarded__lte=F("amount"))
                | Q(state="declined", decided_at__isnull=False, awarded=None),
            ),
            models.CheckConstraint(
                name="funding_withdrawn_says_when",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at=None)),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.round}"

    def get_absolute_url(self):
        return reverse("funding_application", args=[self.pk])


class FundingAnswer(models.Model):
    """What an application says to one criterion."""

    application = models.ForeignKey(FundingApplication, on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(FundingCriterion, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["criterion"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="funding_criterion_answered_once")
        ]

    def __str__(self):
        return f"{self.criterion}: {self.text[:40]}"


class FundingScore(models.Model):
    """How well an application meets a criterion, as one officer judged it: 0 not at all, 5 fully."""

    application = models.ForeignKey(FundingApplication, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(FundingCriterion, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=500, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["criterion", "given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion", "given_by"], name="funding_scored_once_by_each"
            ),
            models.CheckConstraint(name="funding_score_is_in_range", condition=Q(score__gte=0, score__lte=TOP_SCORE)),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.score}"
