"""Messages to people: a row first, sent by a task, alone or gathered in a digest."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from .kinds import Frequency


class EmailState(models.TextChoices):
    """What became of the e-mail about a message. In the inbox the message is in any case."""

    NONE = "none", "Not sent by e-mail"
    WAITING = "waiting", "Waiting"
    DIGEST = "digest", "Comes with the next summary"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    BOUNCING = "bouncing", "Not sent: e-mails to the address come back"


class Mail(models.Model):
    """What is to go out as one e-mail, and what came of trying."""

    email_state = models.CharField(max_length=10, choices=EmailState, default=EmailState.WAITING)
    email_attempts = models.PositiveSmallIntegerField(default=0)
    email_next_at = models.DateTimeField(null=True, blank=True)  # not before then: a pause, or the time of the digest
    email_sent_at = models.DateTimeField(null=True, blank=True)
    email_error = models.TextField(blank=True)

    class Meta:
        abstract = True


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """Those whose e-mail is still to be sent by itself."""
        return self.filter(email_state=EmailState.WAITING)

    def due(self, at):
        """Those whose e-mail is to be tried now."""
        return self.waiting().filter(Q(email_next_at=None) | Q(email_next_at__lte=at))


class Digest(Mail):
    """Several messages to one person in one e-mail. Made in bulk, then sent one by one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    created_at = models.DateTimeField()

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="digest_sent_has_a_time",
                condition=Q(email_state="sent", email_sent_at__isnull=False)
                | (~Q(email_state="sent") & Q(email_sent_at=None)),
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(email_state="waiting"), name="digest_waiting")]

    def __str__(self):
        return f"Digest for {self.person}"


class NotificationQuerySet(MailQuerySet):
    def visible_to(self, user):
        """A person's own messages and nobody else's."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def to_gather(self):
        """Those that wait to be gathered in a digest."""
        return self.filter(email_state=EmailState.DIGEST, digest=None)


class Notification(Mail):
    """One message to one person about one event: in the inbox at once, by e-mail as soon as the person wishes."""

    EmailState = EmailState

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="notifications"
    )
    address = models.EmailField(blank=True)  # instead of a person: somebody who has no account yet; lower case
    event = models.CharField(max_length=60)  # what happened, for example "opportunity_published"
    key = models.CharField(max_length=120)  # names this very happening: no person is told of it twice
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)  # where to look, as a path of this site
    # completes "You get this because"; empty: as its kind says
    because = models.CharField(max_length=300, blank=True, default="", db_default="")
    # whose members alone may be e-mailed about it, for example "mutuals.organisation:12" (belonging.py)
    members_of = models.CharField(max_length=80, blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(Digest, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages")

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
            models.Index(
                fields=["person", "email_next_at"],
                condition=Q(email_state="digest", digest=None),
                name="notification_to_gather",
            ),
            models.Index(  # links of invitations, which are not kept once they were sent
                fields=["id"], condition=Q(person=None) & ~Q(url=""), name="notification_with_link"
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def recipient(self) -> str:
        """The address that its e-mail goes to now."""
        return self.person.email if self.person else self.address


class Preference(models.Model):
    """How soon a person wants e-mails of a category. Without a row: as the category's default says."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="message_preferences")
    category = models.CharField(max_length=20)  # a key of kinds.CATEGORIES
    frequency = models.CharField(max_length=10, choices=Frequency)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "category"], name="preference_one_for_each_category"),
            models.CheckConstraint(name="preference_is_a_frequency", condition=Q(frequency__in=Frequency.values)),
        ]

    def __str__(self):
        return f"{self.category} {self.frequency} for {self.person}"


class AddressTrouble(models.Model):
    """An e-mail address from which our messages come back."""

    class Kind(models.TextChoices):
        HARD = "hard", "Does not work"  # no such mailbox: nothing more is sent to it
        SOFT = "soft", "Did not take a message"  # full, or away for too long: the next is sent nevertheless

    address = models.EmailField(unique=True)  # lower case
    kind = models.CharField(max_length=4, choices=Kind)
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    detail = models.CharField(max_length=300, blank=True)  # the mail server's words

    class Meta:
        constraints = [
            models.CheckConstraint(name="address_trouble_is_lower_case", condition=Q(address=Lower("address"))),
        ]

    def __str__(self):
        return f"{self.address}: {self.get_kind_display().lower()}"
