"""Messages to people: a row first, sent by a task."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A person's own messages and nobody else's."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def waiting(self):
        """Those whose e-mail is still to be sent."""
        return self.filter(email_state=Notification.EmailState.WAITING)

    def due(self, at):
        """Those whose e-mail is to be tried now."""
        return self.waiting().filter(Q(email_next_at=None) | Q(email_next_at__lte=at))


class Notification(models.Model):
    """One message to one person about one event: in the inbox at once, by e-mail as soon as a worker is free."""

    class EmailState(models.TextChoices):
        NONE = "none", "Not sent by e-mail"
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="notifications"
    )
    address = models.EmailField(blank=True)  # instead of a person: somebody who has no account yet; lower case
    event = models.CharField(max_length=60)  # what happened, for example "opportunity_published"
    key = models.CharField(max_length=120)  # names this very happening: no person is told of it twice
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)  # where to look, as a path of this site
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    email_state = models.CharField(max_length=10, choices=EmailState, default=EmailState.WAITING)
    email_attempts = models.PositiveSmallIntegerField(default=0)
    email_next_at = models.DateTimeField(null=True, blank=True)  # after an attempt that failed: not before then
    email_sent_at = models.DateTimeField(null=True, blank=True)
    email_error = models.TextField(blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "event", "key"], name="notification_tells_each_person_once"),
            models.UniqueConstraint(
                fields=["address", "event", "key"],
                condition=Q(person=None),
                name="notification_tells_each_address_once",
            ),
            models.CheckConstraint(
                name="notification_is_to_somebody",
                condition=Q(person=None) & ~Q(address="") | Q(person__isnull=False, address=""),
            ),
            models.CheckConstraint(
                name="notification_sent_has_a_time",
                condition=Q(email_state="sent", email_sent_at__isnull=False)
                | (~Q(email_state="sent") & Q(email_sent_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notification_inbox"),
            models.Index(fields=["id"], condition=Q(email_state="waiting"), name="notification_waiting"),
        ]

    def __str__(self):
        return self.subject
