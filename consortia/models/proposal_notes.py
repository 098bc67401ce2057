"""What the two sides of an invitation write to each other before it is answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mutuals.models import Organisation

from .consortia import ConsortiumMember
from .proposals import Invitation


class ProposalNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of whoever proposes, and of the one organisation asked: never for the others asked."""
        if not user.is_authenticated:
            return self.none()
        mine = user.memberships.values("organisation")
        return self.filter(
            Q(invitation__proposal__proposer__in=mine) | Q(invitation__in=Invitation.objects.to(user))
        ).exclude(invitation__proposal__state="draft")


class ProposalNote(models.Model):
    """A question, a suggested change, or what is said to one: between the organisation that proposes and one asked."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        CHANGE = "change", "Suggested change"
        REPLY = "reply", "Reply"

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="notes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # that wrote it
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    role = models.CharField("suggested role", max_length=15, choices=ConsortiumMember.Role, blank=True)
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    taken_up_at = models.DateTimeField(null=True, blank=True)  # the suggested role is the invitation's now
    form_key = models.UUIDField(unique=True)  # of the form that it came from, so that it is kept once

    objects = ProposalNoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(name="proposal_note_role_is_a_change", condition=Q(role="") | Q(kind="change"))
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.organisation}"
