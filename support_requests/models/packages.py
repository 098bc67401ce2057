"""Packages of support: what is done, by whom, in how many days, from which budget."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from consortia.models import Consortium, ConsortiumMember
from support_requests.choices import AssignmentState, SupportType

from .advisers import Adviser
from .requests import SupportRequest


def days_field() -> models.DecimalField:
    """Days of work, to a quarter of a day."""
    return models.DecimalField(max_digits=6, decimal_places=2)


class SupportBudget(models.Model):
    """Days of support that a programme can give in a year, which begins on 1 April."""

    programme = models.CharField(max_length=150)
    year = models.PositiveSmallIntegerField()  # 2026 is 1 April 2026 to 31 March 2027
    days = days_field()
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "programme"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="support_budget_is_one_for_each_year"),
            models.CheckConstraint(name="support_budget_is_not_negative", condition=Q(days__gte=0)),
        ]

    def __str__(self):
        return f"{self.programme}, {self.in_words}"

    @property
    def in_words(self) -> str:
        """The year: "2026 to 2027"."""
        return f"{self.year} to {self.year + 1}"


class PackageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see its request; one for a whole consortium, the people of its members that are present, too,
        until the member that asked leaves them."""
        if not user.is_authenticated:
            return self.none()
        inside = Consortium.objects.visible_to(user)
        present = ConsortiumMember.objects.present()
        stays = present.filter(consortium=OuterRef("consortium"), organisation=OuterRef("request__organisation"))
        joint = Q(Exists(stays), consortium__in=inside.values("pk"))
        return self.filter(Q(request__in=SupportRequest.objects.visible_to(user)) | joint)


class Package(models.Model):
    """The support that a request led to: several types together, with the days of each."""

    request = models.OneToOneField(SupportRequest, on_delete=models.CASCADE, related_name="package")
    budget = models.ForeignKey(SupportBudget, on_delete=models.PROTECT, related_name="packages")
    consortium = models.ForeignKey(  # for all of its members, who see it; agreed by the asker
        Consortium, null=True, blank=True, on_delete=models.SET_NULL, related_name="support_packages"
    )
    summary = models.TextField(max_length=2000, blank=True)  # what it is to achieve, as the asker reads it
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # days that were not used are free again

    objects = PackageQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_at", "-pk"]

    def __str__(self):
        return f"Package for {self.request}"

    def get_absolute_url(self):
        return reverse("support_package", args=[self.pk])

    @property
    def ended_early(self) -> bool:
        """Whether its request was withdrawn before it was completed."""
        return self.ended_at is not None and self.request.state == SupportRequest.State.WITHDRAWN

    @property
    def ended_in_words(self) -> str:
        return "Ended early" if self.ended_early else "Ended"


class PackageLine(models.Model):
    """One type of support in a package, with the days that are set aside for it."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="lines")
    support_type = models.CharField(max_length=20, choices=SupportType)
    what = models.CharField(max_length=500, blank=True)  # what is done
    days = days_field()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["package", "support_type"], name="package_has_each_type_once"),
            models.CheckConstraint(name="package_line_has_days", condition=Q(days__gt=0)),
        ]

    def __str__(self):
        return self.get_support_type_display()


class AssignmentQuerySet(models.QuerySet):
    def live(self):
        """Asked or agreed, in a package that goes on."""
        return self.filter(state__in=Assignment.LIVE)


class Assignment(models.Model):
    """An adviser asked to do one line of a package, and what came of it."""

    State = AssignmentState
    TRANSITIONS = {
        State.OFFERED: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN},
        State.ACCEPTED: {State.DONE, State.WITHDRAWN},
    }
    LIVE = (State.OFFERED, State.ACCEPTED)

    line = models.ForeignKey(PackageLine, on_delete=models.CASCADE, related_name="assignments")
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="assignments")
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=500, blank=True)  # why declined or taken off; between adviser and staff
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(state__in=["offered", "accepted"]), name="package_line_has_one_adviser"
            )
        ]

    def __str__(self):
        return f"{self.adviser} for {self.line}"
