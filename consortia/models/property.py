"""What members bring into a consortium that is theirs: know-how, tools, names, data. Only its owner can change it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .consortia import Consortium, ConsortiumMember


class ContributionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the people of the members that are present."""
        return self.filter(member__consortium__in=Consortium.objects.visible_to(user))


class Contribution(models.Model):
    """One thing that a member brings and keeps, and how the others may use it during and after the partnership."""

    member = models.ForeignKey(ConsortiumMember, on_delete=models.CASCADE, related_name="contributions")
    what = models.CharField(max_length=300)
    during = models.TextField(max_length=1000, blank=True)
    after = models.TextField(max_length=1000, blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="contribution_says_what", condition=~Q(what=""))]

    def __str__(self):
        return self.what
