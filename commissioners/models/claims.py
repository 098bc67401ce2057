"""Notices of elsewhere: how far feeds were read, who claims what came from them, and links to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from commissioners.choices import Source

from .bodies import BodyMembership, CommissioningBody
from .opportunities import Opportunity


class OpportunityClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the body that claims, and programme staff."""
        if not user.is_authenticated:
            return self.none()
        if user.is_programme_staff:
            return self
        return self.filter(body__in=BodyMembership.objects.filter(user=user).values("body"))

    def waiting(self):
        """Those to be decided, longest waiting first."""
        return self.filter(state=OpportunityClaim.State.WAITING).order_by("asked_at", "pk")


class OpportunityClaim(models.Model):
    """A body says that an imported opportunity is its own. Programme staff decide."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for programme staff"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    TRANSITIONS = {
        State.WAITING: {State.APPROVED, State.DECLINED, State.WITHDRAWN},
        State.APPROVED: {State.DECLINED},  # it turned out otherwise
    }

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="claims")
    body = models.ForeignKey(CommissioningBody, on_delete=models.CASCADE, related_name="claims")
    reason = models.TextField("how programme staff can tell", max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(max_length=1000, blank=True)

    objects = OpportunityClaimQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "body"], condition=Q(state="waiting"), name="claim_waits_once_for_each_body"
            )
        ]

    def __str__(self):
        return f"{self.body} claims {self.opportunity}"


class NoticeLink(models.Model):
    """A notice elsewhere about an opportunity that was posted here: its buyer names it."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="notice_links")
    source = models.CharField(max_length=20, choices=Source, default=Source.FIND_A_TENDER)
    ocid = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    notice_type = models.CharField(max_length=10, blank=True)  # for example UK4
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["linked_at", "pk"]
        constraints = [
            models.CheckConstraint(name="notice_link_names_one", condition=~Q(ocid="") | ~Q(url="")),
            models.UniqueConstraint(fields=["opportunity", "ocid", "url"], name="notice_link_is_made_once"),
        ]

    def __str__(self):
        return self.ocid or self.url


class FeedState(models.Model):
    """How far the notices of one publisher have been read; a run resumes here."""

    source = models.CharField(max_length=20, choices=Source, unique=True)
    updated_from = models.DateTimeField(null=True, blank=True)  # the window that is being read
    updated_to = models.DateTimeField(null=True, blank=True)
    cursor = models.TextField(blank=True)  # where in that window; empty at its beginning
    started_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)  # when a window was last read to its end
    retry_at = models.DateTimeField(null=True, blank=True)  # not before: the publisher asked for it
    releases_read = models.PositiveBigIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = "state of a feed"
        verbose_name_plural = "states of feeds"

    def __str__(self):
        return f"Feed of {self.get_source_display()}"
