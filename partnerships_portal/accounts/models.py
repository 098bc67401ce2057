"""People and the record of what they did."""

import rules
from django.apps import apps
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Makes people, who are known by their e-mail address."""

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)


class ProgrammeRole(models.TextChoices):
    """The parts that people play in the support programme (MPSP)."""

    TRIAGE_OFFICER = "triage_officer", "Triage officer"
    PROGRAMME_MANAGER = "programme_manager", "Programme manager"
    ANALYST = "analyst", "Analyst"


ERASED_DOMAIN = "erased.invalid"  # no mail reaches .invalid (RFC 6761)
FORMER_MEMBER = "A former member"


class User(AbstractUser):
    """A person. Signs in with an e-mail address; belongs to organisations and bodies through memberships."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("your name", max_length=150, blank=True)
    email = models.EmailField(
        "e-mail address",
        max_length=254,
        unique=True,
        error_messages={"unique": "An account with this e-mail address already exists"},
    )
    programme_role = models.CharField(max_length=20, choices=ProgrammeRole, blank=True)
    is_adviser = models.BooleanField(default=False)  # advises for the support programme, and has not left

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()  # type: ignore[misc, assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_has_an_email", condition=~Q(email="")),
            models.CheckConstraint(name="user_email_is_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self):
        return self.name or (FORMER_MEMBER if self.is_erased else self.email)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def has_perm(self, perm, obj=None):
        """Permissions are rules (`rules.py` of each app): nobody holds one in the database, so it is not asked."""
        return (self.is_active and self.is_superuser) or rules.has_perm(perm, self, obj)

    @property
    def is_erased(self) -> bool:
        """The person asked to be forgotten: what they did stays, without who they were."""
        return self.email.endswith(f"@{ERASED_DOMAIN}")

    @property
    def is_programme_staff(self) -> bool:
        return bool(self.programme_role) and self.is_active

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is not enough: programme staff and advisers see what was given in confidence."""
        return self.is_active and (bool(self.programme_role) or self.is_adviser)


class KnownDevice(models.Model):
    """A browser that a person has signed in with: a sign-in from any other is told to them."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_devices")
    token_hash = models.CharField(max_length=64)  # SHA-256 of what its cookie holds
    described_as = models.CharField(max_length=120, blank=True)  # for example "Firefox on Windows"
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_seen_at"]
        constraints = [models.UniqueConstraint(fields=["person", "token_hash"], name="known_device_is_known_once")]

    def __str__(self):
        return f"{self.described_as or 'A browser'} of {self.person}"


class AuditEvent(models.Model):
    """Who did what to which thing, and when. Written by every action through `audit.record`, never changed.

    The database refuses to change or delete one; a change made in spite of that is found (accounts/audit).
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # null: the portal itself
    action = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=60)  # for example "mutuals.organisation"
    target_id = models.BigIntegerField()
    # names of what changed; values only as the history of an opportunity shows them (audit.record)
    details = models.JSONField(default=dict, blank=True)
    signature = models.CharField(max_length=64, editable=False, db_default="")  # of all the above and the number

    class Meta:
        indexes = [
            models.Index(fields=["target_kind", "target_id", "-at"], name="audit_event_by_target"),
            models.Index(fields=["-at", "-id"], name="audit_event_newest"),
            models.Index(fields=["actor", "-at"], name="audit_event_by_actor"),
        ]
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target_kind} {self.target_id}"

    @staticmethod
    def kind_in_words(target_kind: str) -> str:
        """A kind of thing as people call it: "organisation"."""
        try:
            return str(apps.get_model(target_kind)._meta.verbose_name)
        except LookupError:
            return target_kind


class AuditSeal(models.Model):
    """A block of audit events as it was sealed, chained to the block before: what came or went later is found."""

    first_id = models.BigIntegerField(unique=True)  # follows the last of the block before
    last_id = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    gaps = models.JSONField(default=list)  # numbers that were never used, as [from, to]
    last_at = models.DateTimeField()  # the latest time of an event in it
    rows_digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of all the above and the digest of the block before
    events_removed_at = models.DateTimeField(null=True, blank=True)  # its events were old enough to go

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Events {self.first_id} to {self.last_id}"


class AuditCheck(models.Model):
    """What one check of the whole audit trail found."""

    at = models.DateTimeField()
    events = models.PositiveBigIntegerField()
    sealed = models.PositiveBigIntegerField()
    blocks = models.PositiveIntegerField()
    head = models.CharField(max_length=64, blank=True)  # digest of the last block
    trouble = models.TextField(blank=True)  # the first event that is wrong; empty: nothing was changed

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.trouble or f"{self.events} events, nothing changed"


class TidyingRun(models.Model):
    """One run of the daily task that deletes what the portal has no more reason to keep."""

    at = models.DateTimeField()
    removed = models.JSONField(default=dict)  # name of the rule -> how many

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Tidying of {self.at:%Y-%m-%d}"
