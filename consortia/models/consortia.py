"""Consortia, and who is in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from commissioners.choices import PartnershipModel
from commissioners.models import Lot, Opportunity
from mutuals.models import Membership, Organisation


def mine(user):
    """Primary keys of the organisations that the person belongs to."""
    return Membership.objects.filter(user=user).values("organisation")


class ConsortiumQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A consortium exists for the people of its members, and for nobody else."""
        if not user.is_authenticated:
            return self.none()
        inside = ConsortiumMember.objects.filter(organisation__in=mine(user), left_at=None).values("consortium")
        return self.filter(pk__in=inside)

    def matched(self):
        """Those that stay together and are matched as one; a dormant one may wake by what is found for it."""
        return self.filter(is_standing=True, state__in=(Consortium.State.ACTIVE, Consortium.State.DORMANT))


class Consortium(models.Model):
    """Organisations that agreed to partner, for one opportunity or standing."""

    class State(models.TextChoices):
        FORMING = "forming", "Forming"
        ACTIVE = "active", "Active"
        DORMANT = "dormant", "Dormant"
        DISSOLVED = "dissolved", "Dissolved"

    TRANSITIONS = {
        State.FORMING: {State.ACTIVE, State.DISSOLVED},
        State.ACTIVE: {State.DORMANT, State.DISSOLVED},
        State.DORMANT: {State.ACTIVE, State.DISSOLVED},
    }

    class Rule(models.TextChoices):
        """How many members have to agree to a decision, each member with one voice."""

        EVERYONE = "everyone", "Every member"
        TWO_THIRDS = "two_thirds", "Two thirds of the members or more"
        MAJORITY = "majority", "More than half of the members"

    name = models.CharField(max_length=200)
    partnership_model = models.CharField(max_length=30, choices=PartnershipModel, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.FORMING)
    is_standing = models.BooleanField(default=False)
    decision_rule = models.CharField(max_length=10, choices=Rule, default=Rule.EVERYONE)
    purpose = models.TextField(max_length=2000, blank=True)
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="consortia"
    )
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    heard_version = models.PositiveIntegerField(null=True, blank=True)  # of the opportunity, when members last heard
    heard_state = models.CharField(max_length=20, blank=True)
    is_demo = models.BooleanField(default=False)
    present: "list[ConsortiumMember]"  # its present members, where `workspace.listing.consortia_of` read them with it

    objects = ConsortiumQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "consortia"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("consortium", args=[self.pk])


class ConsortiumMemberQuerySet(models.QuerySet):
    def present(self):
        """Those that have not left."""
        return self.filter(left_at=None)

    def left_by_people_of(self, user):
        """Those that the organisations of the person have left, and are not in again: all that they still see of it."""
        again = ConsortiumMember.objects.present().filter(organisation__in=mine(user)).values("consortium")
        return self.exclude(left_at=None).filter(organisation__in=mine(user)).exclude(consortium__in=again)

    def offered(self):
        """Seats of merged organisations that those which took these over can take, as long as they have not answered
        and the consortium goes on."""
        going_on = ~Q(consortium__state=Consortium.State.DISSOLVED)
        return self.filter(going_on, offered_to__isnull=False, offered_to__closed_at=None, offer_answered_at=None)


class ConsortiumMember(models.Model):
    """An organisation's part in a consortium, from its own acceptance to its own leaving."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead provider"
        EQUAL = "equal", "Equal partner"
        SUBCONTRACTOR = "subcontractor", "Subcontractor"
        ASSOCIATE = "associate", "Associate"

    class Ending(models.TextChoices):
        """How it left."""

        OWN_ACT = "own_act", "Left"
        CLOSED = "closed", "Closed on the portal"
        MERGED = "merged", "Merged into another organisation"

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consortium_memberships")
    role = models.CharField(max_length=15, choices=Role, default=Role.EQUAL)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    left_because = models.CharField(max_length=1000, blank=True)  # as it told the others
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    offered_to = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats_offered"
    )  # the organisation that it was merged into, which may take its seat
    offer_answered_at = models.DateTimeField(null=True, blank=True)

    objects = ConsortiumMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organisation"],
                condition=Q(left_at=None),
                name="consortium_member_is_in_once",
            )
        ]

    def __str__(self):
        return f"{self.organisation} in {self.consortium}"
