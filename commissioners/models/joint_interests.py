"""Several organisations that are interested as one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mutuals.models import Organisation

from .opportunities import Lot, Opportunity


class JointInterestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the organisations and of the buyers."""
        if not user.is_authenticated:
            return self.none()
        mine = JointInterest.organisations.through.objects.filter(
            organisation__in=user.memberships.values("organisation")
        )
        return self.filter(
            Q(pk__in=mine.values("jointinterest")) | Q(opportunity__in=Opportunity.objects.bought_by(user))
        )

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def members(self):
        """Who stands behind these, a row for each organisation that takes part: `jointinterest`, `organisation`."""
        through = JointInterest.organisations.through.objects
        return through.filter(jointinterest__in=self.standing(), organisation__in=Organisation.objects.active())


class JointInterest(models.Model):
    """Organisations that partner tell the buyer that they are interested as one. It binds nobody.

    Who they are to each other is known above (`reference`: the key of their consortium); the buyer reads their `name`
    and who they are. For the buyer alone: it is never on the interest list.
    """

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="joint_interests")
    reference = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    organisations = models.ManyToManyField(Organisation, related_name="joint_interests")
    lots = models.ManyToManyField(Lot, blank=True, related_name="+")  # none chosen: the whole
    message = models.TextField("to the buyer", max_length=2000, blank=True)
    expressed_at = models.DateTimeField()
    expressed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = JointInterestQuerySet.as_manager()

    class Meta:
        ordering = ["expressed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "reference"], name="joint_interest_is_expressed_once"),
            models.CheckConstraint(name="joint_interest_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self):
        return f"{self.name} in {self.opportunity}"
