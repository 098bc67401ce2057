"""Public buyers, and the people who act for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commissioners.choices import BodyKind, BuyerClass
from partnerships_portal.reference.models import LocalAuthority, ServiceArea


class CommissioningBodyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public buyers are public."""
        return self

    def listed(self):
        """Each body once: without other entries of one that is listed."""
        return self.filter(is_duplicate=False)

    def of(self, user):
        """Bodies that the person acts for, in any role."""
        return self.filter(memberships__user=user) if user.is_authenticated else self.none()


class CommissioningBody(models.Model):
    """A public buyer. Bodies merge: each has a start, an end and perhaps a successor."""

    name = models.CharField(max_length=250)
    kind = models.CharField(max_length=40, choices=BodyKind, default=BodyKind.OTHER)
    buyer_class = models.CharField(max_length=12, choices=BuyerClass, default=BuyerClass.NOT_KNOWN, blank=True)
    places = models.ManyToManyField(LocalAuthority, blank=True, related_name="commissioning_bodies")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    # by law in all its contracts, for section 33; for the history that matching counts any successor will do
    successor_is_legal = models.BooleanField("it is the legal successor", null=True, blank=True)
    succession_source = models.URLField("where the succession is said", max_length=500, blank=True)
    is_duplicate = models.BooleanField(default=False)  # another entry of its successor: names and address lead there
    is_best_value_authority = models.BooleanField(null=True, blank=True)
    is_school = models.BooleanField(null=True, blank=True)
    priorities = models.TextField("published priorities", max_length=4000, blank=True)
    priority_services = models.ManyToManyField(ServiceArea, blank=True, related_name="+")
    website = models.URLField(blank=True)
    created_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    objects = CommissioningBodyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "commissioning bodies"
        constraints = [
            models.CheckConstraint(name="body_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="body_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="body_is_not_its_own_successor",
                condition=Q(successor=None) | ~Q(successor=F("id")),
            ),
            models.CheckConstraint(
                name="body_duplicate_names_the_kept_one",
                condition=Q(is_duplicate=False) | Q(successor__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("body_detail", args=[self.pk])


class BodyIdentifier(models.Model):
    """A public identifier of a body, as notices give it (for example GB-PPON)."""

    body = models.ForeignKey(CommissioningBody, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=40)
    identifier = models.CharField(max_length=250)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "identifier"], name="body_identifier_names_one_body")]

    def __str__(self):
        return f"{self.scheme} {self.identifier}"


class BodyMembership(models.Model):
    """A person's role in a commissioning body."""

    class Role(models.TextChoices):
        OWNER = "owner", "Owner"
        EDITOR = "editor", "Editor"
        VIEWER = "viewer", "Viewer"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="body_memberships")
    body = models.ForeignKey(CommissioningBody, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "body"], name="body_membership_is_held_once")]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} of {self.body}"

    @property
    def place(self):
        """The body, as what it shares with organisations calls it."""
        return self.body
