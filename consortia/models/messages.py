"""What members write to each other in their workspace, and how far each person has read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .consortia import Consortium, ConsortiumMember
from .shared_rows import SharedQuerySet


class ConsortiumMessage(models.Model):
    """A message that a person wrote for a member. One that was taken back keeps its subject and loses its text."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="messages")
    member = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=150)
    text = models.TextField(max_length=5000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(unique=True)  # of the page on which it was typed: sent twice, it is there once

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="consortium_message_has_text_unless_taken_back",
                condition=Q(taken_back_at=None) & ~Q(text="") | Q(taken_back_at__isnull=False, text=""),
            )
        ]

    def __str__(self):
        return self.subject


class MessagesRead(models.Model):
    """Up to which message a person has read: what came later is shown as new."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    last = models.PositiveBigIntegerField()  # primary key of the newest message that was shown

    class Meta:
        verbose_name_plural = "messages read"
        constraints = [models.UniqueConstraint(fields=["consortium", "person"], name="messages_are_read_up_to_one")]

    def __str__(self):
        return f"{self.person} in {self.consortium}"
