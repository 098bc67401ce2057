"""What rows that the members of a consortium share have in common."""

from django.conf import settings
from django.db import models

from mutuals.models import Organisation

from .consortia import Consortium


class SharedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the consortium: for the people of its present members, and for nobody else."""
        return self.filter(consortium__in=Consortium.objects.visible_to(user))


class SharedRow(models.Model):
    """Something in a workspace, with who changed it last, and for which member."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="%(class)s_rows")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
