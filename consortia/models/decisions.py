"""Decisions of a consortium: proposed by one member, agreed by the others, kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .consortia import Consortium, ConsortiumMember


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the members that are present, and for nobody else."""
        return self.filter(consortium__in=Consortium.objects.visible_to(user))

    def open(self):
        """Those that can still be agreed."""
        return self.filter(state=Decision.State.OPEN)


class Decision(models.Model):
    """Something that the members of a consortium are asked to agree to.

    `kind` is a key of consortia/deciding/kinds.py, which says what follows; `details` is what that kind needs.
    `rule` is the consortium's when it was proposed: one that changes meanwhile does not change what is being decided.
    """

    class State(models.TextChoices):
        OPEN = "open", "Waiting for voices"
        AGREED = "agreed", "Agreed"
        NOT_AGREED = "not_agreed", "Not agreed"
        WITHDRAWN = "withdrawn", "Withdrawn"
        LAPSED = "lapsed", "Lapsed"

    TRANSITIONS = {
        State.OPEN: {State.AGREED, State.NOT_AGREED, State.WITHDRAWN, State.LAPSED},
        State.AGREED: set(),
        State.NOT_AGREED: set(),
        State.WITHDRAWN: set(),
        State.LAPSED: set(),
    }

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=40, default="plain")
    title = models.CharField(max_length=300)
    text = models.TextField(max_length=4000, blank=True)
    details = models.JSONField(default=dict, blank=True)
    about = models.ForeignKey(ConsortiumMember, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=10, choices=Consortium.Rule)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    proposer = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)  # why it lapsed

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_closed_says_when",
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(name="decision_has_a_title", condition=~Q(title="")),
        ]
        indexes = [models.Index(fields=["state", "deadline"], name="decision_by_deadline")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("decision", args=[self.consortium_id, self.pk])

    @property
    def concerned(self) -> ConsortiumMember:
        """The member that it is about, for the kinds that ask for one. Raises ValueError where it is about none."""
        if self.about is None:
            raise ValueError(f"Decision {self.pk} ({self.kind}) is about no single member.")
        return self.about


class Voice(models.Model):
    """What one member says to a decision. Whoever joins while it is open has one too; that of a member that left is
    kept and no longer counts."""

    class Answer(models.TextChoices):
        AGREE = "agree", "Agrees"
        OBJECT = "object", "Objects"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="voices")
    answer = models.CharField(max_length=6, choices=Answer)
    words = models.TextField(max_length=2000, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "member"], name="voice_is_one_for_each_member"),
            models.CheckConstraint(name="voice_objects_with_words", condition=Q(answer="agree") | ~Q(words="")),
        ]

    def __str__(self):
        return f"{self.member} {self.get_answer_display().lower()}"
