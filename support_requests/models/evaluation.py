"""Questionnaires: how an organisation stood when its support was agreed, and how it stands 6 and 12 months later."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mutuals.models import Organisation
from support_requests.evaluation.measures import CHALLENGES, VALUE, Measure
from support_requests.evaluation.measures import MEASURES as ALL_MEASURES

from .requests import SupportRequest, mine


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the organisation that is asked, and for programme staff. Not for advisers, nor for other
        members of the consortium that a joint package is for.

        What an organisation answered is read one by one only by itself and by programme managers (rules).
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff:
            return self.all()
        return self.filter(organisation__in=mine(user)).exclude(state=Evaluation.State.SCHEDULED)

    def asked(self):
        """Those that wait for an answer."""
        return self.filter(state=Evaluation.State.ASKED)


class Evaluation(models.Model):
    """One questionnaire to one organisation about one request: what was answered, where it was. Every answer can be
    left out.

    None in a field: not told. `challenges` None: not told; an empty list: none remain.
    """

    class Wave(models.TextChoices):
        BASELINE = "baseline", "When support was agreed"
        SIX_MONTHS = "six_months", "6 months later"
        TWELVE_MONTHS = "twelve_months", "12 months later"

    class State(models.TextChoices):
        SCHEDULED = "scheduled", "Not due yet"
        ASKED = "asked", "Waits for an answer"
        ANSWERED = "answered", "Answered"
        UNANSWERED = "unanswered", "Closed without an answer"
        NOT_ASKED = "not_asked", "Not asked"  # the support was not given, or nobody is there to ask

    TRANSITIONS = {
        State.SCHEDULED: {State.ASKED, State.NOT_ASKED},
        State.ASKED: {State.ANSWERED, State.UNANSWERED, State.NOT_ASKED},
    }
    MONTHS = {Wave.BASELINE: 0, Wave.SIX_MONTHS: 6, Wave.TWELVE_MONTHS: 12}  # after support was agreed
    MEASURES: tuple[Measure, ...] = ALL_MEASURES

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="evaluations")
    organisation = models.ForeignKey(  # the one that asked for support, or a member that a joint package is for
        Organisation, on_delete=models.CASCADE, related_name="evaluations"
    )
    wave = models.CharField(max_length=13, choices=Wave)
    state = models.CharField(max_length=10, choices=State, default=State.SCHEDULED)
    due_at = models.DateTimeField()  # when it is asked
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # answered, closed, or not asked
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_link = models.BooleanField(default=False)  # of the e-mail, without signing in

    turnover = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    other_buyers = models.PositiveSmallIntegerField(null=True, blank=True)  # per cent of income
    contracts_alone = models.PositiveSmallIntegerField(null=True, blank=True)  # won in the last 12 months
    contracts_together = models.PositiveSmallIntegerField(null=True, blank=True)
    partnerships = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5, as success and value
    success = models.PositiveSmallIntegerField(null=True, blank=True)
    value = models.PositiveSmallIntegerField(null=True, blank=True)  # of the support; not asked at the beginning
    challenges = ArrayField(models.CharField(max_length=20, choices=CHALLENGES), null=True, blank=True)
    comment = models.TextField(max_length=2000, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["request", "due_at", "pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="evaluation_by_state_and_due"),
            models.Index(fields=["wave", "ended_at", "id"], name="evaluation_by_wave"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "organisation", "wave"], name="evaluation_is_asked_of_each_once_a_wave"
            ),
            models.CheckConstraint(
                name="evaluation_asked_says_when",
                condition=Q(state="scheduled", asked_at=None, ended_at=None)
                | Q(state="asked", asked_at__isnull=False, ended_at=None)
                | Q(state__in=["answered", "unanswered"], asked_at__isnull=False, ended_at__isnull=False)
                | Q(state="not_asked", ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="evaluation_answer_is_signed",
                condition=Q(state="answered", answered_by__isnull=False) | (~Q(state="answered") & Q(answered_by=None)),
            ),
            models.CheckConstraint(
                name="evaluation_figures_only_where_answered",
                condition=Q(state="answered")
                | Q(**dict.fromkeys((*(one.key for one in ALL_MEASURES), VALUE.key, "challenges")), comment=""),
            ),
            models.CheckConstraint(name="evaluation_share_is_of_hundred", condition=Q(other_buyers__lte=100)),
            models.CheckConstraint(name="evaluation_turnover_is_not_negative", condition=Q(turnover__gte=0)),
            models.CheckConstraint(
                name="evaluation_scales_are_one_to_five",
                condition=(Q(confidence=None) | Q(confidence__range=(1, 5)))
                & (Q(success=None) | Q(success__range=(1, 5)))
                & (Q(value=None) | Q(value__range=(1, 5))),
            ),
            models.CheckConstraint(
                name="evaluation_value_only_afterwards", condition=Q(value=None) | ~Q(wave="baseline")
            ),
        ]

    def __str__(self):
        return f"Questions about {self.about}, {self.when}"

    def get_absolute_url(self):
        return reverse("evaluation_answer", args=[self.pk])

    @property
    def is_of_member(self) -> bool:
        """Whether the organisation did not ask itself: it is a member of the consortium that the package is for."""
        return self.organisation_id != self.request.organisation_id

    @property
    def about(self) -> str:
        """What was supported, as the organisation may read it: other members are not told what was asked."""
        return str(self.request.package.consortium or "your consortium") if self.is_of_member else str(self.request)

    @property
    def support(self) -> str:
        """Within a sentence: "the support with “Which model?”", "the support for Vale Alliance"."""
        return f"the support for {self.about}" if self.is_of_member else f"the support with “{self.about}”"

    @property
    def when(self) -> str:
        """The wave within a sentence: "6 months later"."""
        return self.get_wave_display().lower()

    @property
    def is_follow_up(self) -> bool:
        return self.wave != self.Wave.BASELINE


class EvaluationLink(models.Model):
    """A link that was e-mailed to one person, with which a questionnaire is answered without signing in.

    Its token is in the e-mail alone: what is kept is a hash. Once the questionnaire is answered no link answers it.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return f"Link to {self.evaluation_id}"
