"""Whose deadlines a person's own calendar holds: every app is asked that settings.DEADLINES names."""

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from commissioners.finding.bands import NEXT_DEADLINE
from commissioners.models import Following, Interest, JointInterest, Opportunity


def own(user, *, at):
    """The opportunities of a person's calendar, with their next deadlines.

    Each reader is a function `(user, at)` that returns keys of opportunities, or a query for them.
    """
    wanted = Q(pk__in=[])
    for name in settings.DEADLINES:
        wanted |= Q(pk__in=import_string(name)(user, at))
    return Opportunity.objects.visible_to(user).listed().filter(wanted).annotate(next_deadline=NEXT_DEADLINE)


def bought_by_own_bodies(user, at):
    """What the bodies buy that the person acts for, alone or with others, or have claimed."""
    return Opportunity.objects.bought_by(user).values("pk")


def followed(user, at):
    """What the person follows."""
    return Following.objects.filter(person=user).values("opportunity")


def of_interest(user, at):
    """What the person's organisations told a buyer that they are interested in, unless they withdrew that."""
    own = Interest.objects.standing().filter(organisation__in=user.memberships.values("organisation"))
    return own.values("opportunity")


def of_joint_interest(user, at):
    """What the person's organisations told a buyer together with their partners that they are interested in."""
    behind = JointInterest.objects.all().members().filter(organisation__in=user.memberships.values("organisation"))
    return behind.values("jointinterest__opportunity")
