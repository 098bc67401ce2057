"""What an asker agreed that staff and advisers read of the thing that a request is about."""

from django.conf import settings
from django.db import models

from .requests import SupportRequest


class AgreedContext(models.Model):
    """What was shown to the asker, word for word, when they agreed: what changes there later is not carried along."""

    request = models.OneToOneField(SupportRequest, on_delete=models.CASCADE, related_name="agreed_context")
    facts = models.JSONField()  # [[what, value], ...] in the order in which they are read
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    def __str__(self):
        return f"What {self.request_id} may tell"
