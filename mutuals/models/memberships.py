"""Who acts for an organisation."""

from django.conf import settings
from django.db import models

from .organisations import Organisation


class Membership(models.Model):
    """A person's role in an organisation."""

    class Role(models.TextChoices):
        OWNER = "owner", "Owner"
        EDITOR = "editor", "Editor"
        VIEWER = "viewer", "Viewer"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="membership_is_held_once")]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} of {self.organisation}"

    @property
    def place(self):
        """The organisation, as what it shares with commissioning bodies calls it."""
        return self.organisation
