"""Secret addresses of calendars: whoever knows one may read the deadlines of a person, without signing in."""

from django.conf import settings
from django.db import models


class CalendarAddress(models.Model):
    """The calendar of one person. Only a digest of its address is kept: the address is shown once, when it is made."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address")
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of what its address holds
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "calendar addresses"

    def __str__(self):
        return f"Calendar of {self.person}"
