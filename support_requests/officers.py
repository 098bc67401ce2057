"""Who can have requests for support, and whether somebody has one who can act on it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from consortia.models import ConsortiumMember
from mutuals.models import Membership
from partnerships_portal.accounts.models import ProgrammeRole, User
from support_requests.models import SupportRequest

DECIDING = (ProgrammeRole.TRIAGE_OFFICER, ProgrammeRole.PROGRAMME_MANAGER)


def has_nobody() -> Q:
    """A condition on requests: nobody has it, or somebody who left, decides no more, or belongs to who asks by now."""
    theirs = Membership.objects.filter(user=OuterRef("officer"))
    belongs = Exists(theirs.filter(organisation=OuterRef("organisation")))
    joined = Exists(theirs.filter(organisation__support_requests__merged_into=OuterRef("pk")))
    gone = Q(officer__is_active=False) | ~Q(officer__programme_role__in=DECIDING) | Q(belongs) | Q(joined)
    return Q(officer=None) | gone


def officers() -> QuerySet[User]:
    """Those who decide on requests, by name."""
    return User.objects.filter(is_active=True, programme_role__in=DECIDING).order_by("name", "pk")


def officers_for(request: SupportRequest) -> QuerySet[User]:
    """Those who can have a request: of them `may_have` is true."""
    return officers().exclude(pk__in=_of_askers(request).values("user"))


def decides(user: User) -> bool:
    """Whether the person decides on requests at all."""
    return user.is_active and user.programme_role in DECIDING


def is_concerned(user: User, request: SupportRequest) -> bool:
    """Whether the person belongs to the organisation that asks, or to one whose request was joined with this one."""
    return _of_askers(request).filter(user=user).exists()


def _of_askers(request: SupportRequest) -> QuerySet[Membership]:
    asks = Q(organisation=request.organisation_id) | Q(organisation__support_requests__merged_into=request.pk)
    return Membership.objects.filter(asks)


def is_of_member(user: User, consortium: int) -> bool:
    """Whether an organisation of the person is in the consortium of this primary key now."""
    present = ConsortiumMember.objects.present().filter(consortium=consortium)
    return present.filter(organisation__memberships__user=user).exists()


def may_have(user: User, request: SupportRequest) -> bool:
    """Whether the person can have a request: nobody decides on their own."""
    return decides(user) and not is_concerned(user, request)


def has_officer(request: SupportRequest) -> bool:
    """Whether somebody has it who can act: not one who left the staff, or belongs to the organisation by now."""
    return request.officer is not None and may_have(request.officer, request)
