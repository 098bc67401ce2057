"""What asker, programme staff and advisers write to each other; and what staff note for themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnerships_portal.documents.models import StoredFile

from .requests import SupportRequest


class SupportMessage(models.Model):
    """A message about a request, which the asker, staff and its advisers read."""

    class Side(models.TextChoices):
        ASKER = "asker", "The organisation that asks"
        PROGRAMME = "programme", "The programme"
        ADVISER = "adviser", "An adviser"

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=10, choices=Side)
    text = models.TextField(max_length=4000)
    asks_for_more = models.BooleanField(default=False)  # staff wait for an answer to it
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)  # of the page on which it was typed: sent twice, it is there once

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="support_message_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="support_programme_asks_for_more", condition=Q(asks_for_more=False) | Q(side="programme")
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.text[:40]}"


class InternalNote(models.Model):
    """What programme staff note about a request. Neither the asker nor an adviser ever reads it."""

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="internal_notes")
    text = models.TextField(max_length=4000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="internal_note_has_text", condition=~Q(text=""))]

    def __str__(self):
        return self.text[:40]


class SupportFile(models.Model):
    """A file that goes with a request: its asker, staff and its advisers can open it."""

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="support_file")
    side = models.CharField(max_length=10, choices=SupportMessage.Side)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)
