"""After the award: feedback to those who were interested, and joint reviews of buyer and providers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mutuals.models import Organisation

from .awards import Award
from .opportunities import Lot, Opportunity


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the organisation that it is given to, and the buyer's people. Nobody else learns that it was given."""
        if not user.is_authenticated:
            return self.none()
        own = Q(organisation__in=user.memberships.values("organisation"))
        return self.filter(own | Q(opportunity__in=Opportunity.objects.bought_by(user)))


class Feedback(models.Model):
    """What the buyer tells one organisation about its interest or tender."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="feedback")
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.SET_NULL, related_name="feedback")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="feedback_received")
    text = models.TextField(max_length=4000)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name_plural = "feedback"
        constraints = [models.CheckConstraint(name="feedback_says_something", condition=~Q(text=""))]

    def __str__(self):
        return f"Feedback to {self.organisation}"


class JointReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the buyers and of the organisations that hold the contract. For nobody else.

        Whoever an award names only since it was corrected reads none of what its buyer wrote with others before.
        """
        if not user.is_authenticated:
            return self.none()
        own = user.memberships.values("organisation")
        sides = ReviewPart.objects.filter(Q(organisation__in=own) | Q(organisation__merged_into__in=own))
        return self.filter(
            Q(award__suppliers__organisation__in=own, pk__in=sides.values("review"))
            | Q(award__body__in=user.body_memberships.values("body"))
            | Q(award__opportunity__in=Opportunity.objects.bought_by(user))
        ).distinct()


class JointReview(models.Model):
    """A review of a contract that buyer and providers hold together: agreed once every side has agreed to it."""

    class State(models.TextChoices):
        OPEN = "open", "Being written together"
        AGREED = "agreed", "Agreed by all sides"

    TRANSITIONS = {State.OPEN: {State.AGREED}}

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="reviews")
    title = models.CharField(max_length=200)
    held_on = models.DateField(null=True, blank=True)
    next_on = models.DateField("next review", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)  # grows with each change; agreements are to a version
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = JointReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(name="review_has_a_title", condition=~Q(title=""))]

    def __str__(self):
        return self.title


class ReviewPart(models.Model):
    """One side's part of a review; no side can write for another. `organisation` null: the buyer's."""

    review = models.ForeignKey(JointReview, on_delete=models.CASCADE, related_name="parts")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="review_parts"
    )
    went_well = models.TextField("what went well", max_length=4000, blank=True)
    to_change = models.TextField("what to change", max_length=4000, blank=True)
    partnership = models.TextField("how we work together", max_length=4000, blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_version = models.PositiveIntegerField(null=True, blank=True)  # the version that this side agreed to
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "organisation"], nulls_distinct=False, name="review_part_is_one_for_each_side"
            )
        ]

    def __str__(self):
        return f"{self.organisation or 'The buyer'} on {self.review}"


class ReviewStep(models.Model):
    """Something that one side will do by a day. `organisation` null: the buyer will."""

    review = models.ForeignKey(JointReview, on_delete=models.CASCADE, related_name="steps")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="review_steps"
    )
    text = models.CharField(max_length=500)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(name="review_step_says_something", condition=~Q(text=""))]

    def __str__(self):
        return self.text
