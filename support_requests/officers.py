"""Who can have requests for support, and whether somebody has one who can act on it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from mutuals.models import Membership
from partnerships_portal.accounts.models import ProgrammeRole, User
from support_requests.models import SupportRequest

DECIDING = (ProgrammeRole.TRIAGE_OFFICER, ProgrammeRole.PROGRAMME_MANAGER)


def has_nobody() -> Q:
    """A condition on requests: nobody has it, or somebody who left, decides no more, or belongs to who asks by now."""
    belongs = Membership.objects.filter(user=OuterRef("officer"), organisation=OuterRef("organisation"))
    gone = Q(officer__is_active=False) | ~Q(officer__programme_role__in=DECIDING) | Q(Exists(belongs))
    return Q(officer=None) | gone


def officers(*, without: int | None = None) -> QuerySet[User]:
    """Those who decide on requests, by name; `without`: none who belong to the organisation of this primary key."""
    people = User.objects.filter(is_active=True, programme_role__in=DECIDING).order_by("name", "pk")
    return people if without is None else people.exclude(memberships__organisation=without)


def decides(user: User) -> bool:
    """Whether the person decides on requests at all."""
    return user.is_active and user.programme_role in DECIDING


def may_have(user: User, organisation: int) -> bool:
    """Whether the person can have a request of the organisation (primary key): nobody decides on their own."""
    return decides(user) and not user.memberships.filter(organisation=organisation).exists()


def has_officer(request: SupportRequest) -> bool:
    """Whether somebody has it who can act: not one who left the staff, or belongs to the organisation by now."""
    return request.officer is not None and may_have(request.officer, request.organisation_id)
