"""Organisations that a person set side by side."""

from django.conf import settings
from django.db import models

from .organisations import Organisation


class SavedComparisonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own, and nobody else's."""
        return self.filter(person=user) if user.is_authenticated else self.none()


class SavedComparison(models.Model):
    """Up to MOST organisations that a person keeps side by side under a name."""

    MOST = 4

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comparisons")
    name = models.CharField(max_length=120)
    organisations = models.ManyToManyField(Organisation, related_name="+")
    created_at = models.DateTimeField()

    objects = SavedComparisonQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_comparison_named_once")]

    def __str__(self):
        return self.name
