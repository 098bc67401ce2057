"""Requests for support, and the pauses of their clocks."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commissioners.models import Opportunity
from consortia.models import Consortium, ConsortiumMember, Proposal
from mutuals.models import Membership, Organisation
from support_requests.choices import AssignmentState, Priority, SupportType

from .advisers import not_to_help

ADVISED = "package__lines__assignments"  # from a request to those who advise on it


def mine(user):
    """Primary keys of the organisations that the person belongs to."""
    return Membership.objects.filter(user=user).values("organisation")


class SupportRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the organisation that asks; once sent, for programme staff and for its advisers.

        Not for the other members of a consortium: they see the package that is for all of them, not what was asked.
        """
        if not user.is_authenticated:
            return self.none()
        seen = Q(organisation__in=mine(user))
        if user.is_programme_staff:
            seen |= ~Q(state=SupportRequest.State.DRAFT)
        if user.is_adviser:
            seen |= Q(pk__in=self.advised_by(user))
        return self.filter(seen)

    def advised_by(self, user):
        """Those that the person was asked to advise on, and neither declined nor was taken off, while they go on.

        None with which a conflict of interest exists by now: a timer takes the adviser off soon, and until then they
        read no more.
        """
        asked = f"{ADVISED}__state__in"
        by = {f"{ADVISED}__adviser__person": user, f"{ADVISED}__adviser__left_at": None}
        live = Q(**{asked: (AssignmentState.OFFERED, AssignmentState.ACCEPTED)})
        done = Q(**{asked: (AssignmentState.DONE,)}, state__in=SupportRequest.OPEN)
        apart = not_to_help(user)
        members = ConsortiumMember.objects.present().filter(organisation__in=apart).values("consortium")
        found = self.model._default_manager.filter(live | done, **by).exclude(organisation__in=apart)
        return found.filter(Q(package__consortium=None) | ~Q(package__consortium__in=members)).values("pk")

    def sent(self):
        """What programme staff have."""
        return self.exclude(state=SupportRequest.State.DRAFT)

    def undecided(self):
        """Those that wait for a decision, also while the asker is asked for more."""
        return self.filter(state=SupportRequest.State.SUBMITTED)

    def open(self):
        """Sent, and not at an end."""
        return self.filter(state__in=SupportRequest.OPEN)


class SupportRequest(models.Model):
    """An organisation asks the programme for help: what is happening, what it needs, by when, with whom."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "With programme staff"
        ACCEPTED = "accepted", "Accepted"
        IN_PROGRESS = "in_progress", "In progress"
        COMPLETED = "completed", "Completed"
        DECLINED = "declined", "Declined"
        MERGED = "merged", "Joined with another request"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.DRAFT: {State.SUBMITTED},
        State.SUBMITTED: {State.ACCEPTED, State.DECLINED, State.MERGED, State.WITHDRAWN},
        State.ACCEPTED: {State.IN_PROGRESS, State.WITHDRAWN},
        State.IN_PROGRESS: {State.COMPLETED, State.WITHDRAWN},
    }
    OPEN = (State.SUBMITTED, State.ACCEPTED, State.IN_PROGRESS)
    ENDED = (State.COMPLETED, State.DECLINED, State.MERGED, State.WITHDRAWN)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="support_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=150, blank=True)
    happening = models.TextField(max_length=4000, blank=True)  # what is happening, in the asker's words
    support_types = ArrayField(models.CharField(max_length=20, choices=SupportType), default=list, blank=True)
    wanted_by = models.DateField(null=True, blank=True)
    others_involved = models.TextField(max_length=1000, blank=True)
    # What it is about. Staff and advisers read of it only as far as the asker agreed (`shares_context`)
    consortium = models.ForeignKey(Consortium, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.SET_NULL, related_name="support_requests"
    )
    shares_context = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)  # of the page on which it was begun: begun twice, it is there once

    submitted_at = models.DateTimeField(null=True, blank=True)
    officer = models.ForeignKey(  # who has it
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="support_cases"
    )
    officer_since = models.DateTimeField(null=True, blank=True)
    priority = models.CharField(max_length=8, choices=Priority, default=Priority.NORMAL)
    priority_because = models.CharField(max_length=500, blank=True)  # an officer's reason; empty: as suggested
    priority_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # The clocks (actions/clocks.py). Both are due at a time, which moves on while the asker is waited for
    first_reply_due_at = models.DateTimeField(null=True, blank=True)
    first_replied_at = models.DateTimeField(null=True, blank=True)
    decision_due_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)  # for the asker: both clocks stand still
    # Working seconds until each ended, without those in which the asker was waited for: counted once, when it ends
    first_reply_worked = models.PositiveIntegerField(null=True, blank=True, editable=False)
    decision_worked = models.PositiveIntegerField(null=True, blank=True, editable=False)

    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(max_length=2000, blank=True)  # of the decision, as the asker reads it
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_requests"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # in any of ENDED
    outcome = models.TextField(max_length=2000, blank=True)  # what came of the support, when it was completed
    is_demo = models.BooleanField(default=False)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "decision_due_at", "id"], name="support_by_state_and_due"),
            models.Index(fields=["officer", "state"], name="support_by_officer"),
            models.Index(fields=["organisation", "-created_at"], name="support_by_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                name="support_sent_says_when",
                condition=Q(state="draft", submitted_at=None) | (~Q(state="draft") & Q(submitted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="support_sent_is_whole",
                condition=Q(state="draft") | (~Q(title="") & ~Q(happening="") & Q(support_types__len__gt=0)),
            ),
            models.CheckConstraint(
                name="support_decision_is_signed",
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="support_decided_where_it_says_so",
                condition=Q(state__in=["draft", "submitted", "withdrawn"]) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="support_merged_into_another",
                condition=(Q(state="merged", merged_into__isnull=False) & ~Q(merged_into=F("pk")))
                | (~Q(state="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="support_end_says_when",
                condition=Q(state__in=["completed", "declined", "merged", "withdrawn"], ended_at__isnull=False)
                | Q(state__in=["draft", "submitted", "accepted", "in_progress"], ended_at=None),
            ),
            models.CheckConstraint(
                name="support_worked_until_it_ended",
                condition=(Q(first_reply_worked=None) | Q(first_replied_at__isnull=False))
                & (Q(decision_worked=None) | Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="support_waits_only_undecided",
                condition=Q(waiting_since=None) | Q(state__in=["submitted"]),
            ),
        ]

    def __str__(self):
        return self.title or "Request for support"

    def get_absolute_url(self):
        return reverse("support_request", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def types_in_words(self) -> list[str]:
        """In the order of the list, whatever the order in which they were ticked."""
        return [str(label) for value, label in SupportType.choices if value in self.support_types]


class ClockPause(models.Model):
    """A time in which the clocks of a request stood still, because the asker was asked for more."""

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(until=None), name="support_pauses_once_at_a_time"),
            models.CheckConstraint(
                name="support_pause_ends_after_it_began", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
        ]

    def __str__(self):
        return f"Pause of {self.request_id} since {self.since:%Y-%m-%d %H:%M}"
