"""What the members of a consortium have to do: a plain list with who and until when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mutuals.models import Organisation

from .shared_rows import SharedQuerySet, SharedRow


class SharedActionQuerySet(SharedQuerySet):
    def open(self):
        """Those that are not done."""
        return self.filter(done_at=None)


class SharedAction(SharedRow):
    """Something to do. A member is asked to, or takes it on by itself: it is nobody's until that member said yes."""

    what = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)  # when the owner was asked
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # whom the owner named
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_for = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reminded_of = models.DateField(null=True, blank=True)  # the date of which its owner was reminded the day before
    overdue_since = models.DateField(null=True, blank=True)  # the date that its owner was told had passed

    objects = SharedActionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="shared_action_owner_was_asked",
                condition=Q(owner=None, asked_at=None) | Q(owner__isnull=False, asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="shared_action_is_accepted_by_an_owner",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, owner__isnull=False),
            ),
            models.CheckConstraint(
                name="shared_action_names_a_person_of_its_owner",
                condition=Q(person=None) | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="shared_action_done_is_signed",
                condition=Q(done_at=None, done_by=None, done_for=None)
                | Q(done_at__isnull=False, done_by__isnull=False, done_for__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_at=None), name="shared_action_open_by_date")]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("shared_action", args=[self.consortium_id, self.pk])
