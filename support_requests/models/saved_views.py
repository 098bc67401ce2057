"""Views of the queue that an officer keeps."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, while one is programme staff: nobody sees another's."""
        return self.filter(owner=user) if user.is_authenticated and user.is_programme_staff else self.none()


class SavedView(models.Model):
    """What an officer looks for in the queue, under a name: list, filters and order as the address says them."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="support_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)  # of the address, without the question mark
    is_default = models.BooleanField(default=False)  # what the queue opens with
    created_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), name="saved_view_has_a_name_of_its_own"),
            models.UniqueConstraint(fields=["owner"], condition=Q(is_default=True), name="saved_view_one_default"),
            models.CheckConstraint(name="saved_view_is_whole", condition=~Q(name="") & ~Q(query="")),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('support_queue')}?{self.query}"
