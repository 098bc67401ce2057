"""Secret addresses of a consortium's calendar: one for each person of its members who wants one."""

from django.conf import settings
from django.db import models

from .consortia import Consortium


class ConsortiumCalendar(models.Model):
    """Only a digest of the address is kept: it is shown once, when it is made. It shows nothing to whoever has left."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of what its address holds
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consortium", "person"], name="consortium_calendar_is_one_for_a_person")
        ]

    def __str__(self):
        return f"Calendar of {self.consortium} for {self.person}"
