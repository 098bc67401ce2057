"""Registering an organisation, kept step by step until it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .organisations import Organisation


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A registration that is not sent yet is its writer's own, also to programme staff."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def drafts(self):
        return self.filter(sent_at=None)


class Registration(models.Model):
    """What a person has answered so far to register an organisation. Sending makes the organisation, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations")
    answers = models.JSONField(default=dict)  # step -> {field: what was typed}; a step is there once it was saved
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="registration"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(sent_at=None), name="registration_one_draft_each"),
            models.CheckConstraint(
                name="registration_organisation_is_sent",
                condition=Q(organisation=None) | Q(sent_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Registration by {self.person}"
