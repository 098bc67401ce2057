"""What changed and still has to be acted on."""

from django.db import models


class Change(models.Model):
    """One thing that is stale. Written with the change itself, deleted by whoever has acted on it."""

    kind = models.CharField(max_length=40)  # a key of settings.CHANGE_CONSUMERS
    object_id = models.BigIntegerField(default=0)  # 0 where the kind names no single thing
    marked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "id"], name="change_by_kind")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"
