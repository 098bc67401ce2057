"""Who can have requests for support."""

from django.db.models import Q

from partnerships_portal.accounts.models import ProgrammeRole, User

DECIDING = (ProgrammeRole.TRIAGE_OFFICER, ProgrammeRole.PROGRAMME_MANAGER)


def has_nobody() -> Q:
    """A condition on requests: nobody has it, or somebody who left, or decides no more."""
    return Q(officer=None) | Q(officer__is_active=False) | ~Q(officer__programme_role__in=DECIDING)


def officers():
    """Those who decide on requests, by name."""
    return User.objects.filter(is_active=True, programme_role__in=DECIDING).order_by("name", "pk")


def decides(user: User) -> bool:
    """Whether the person decides on requests at all."""
    return user.is_active and user.programme_role in DECIDING


def may_have(user: User, organisation: int) -> bool:
    """Whether the person can have a request of the organisation (primary key): nobody decides on their own."""
    return decides(user) and not user.memberships.filter(organisation=organisation).exists()
