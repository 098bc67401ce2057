"""Which programme staff hear of an offer that was sent."""

from mutuals.models import Organisation
from partnerships_portal.accounts.models import ProgrammeRole, User

DECIDERS = (ProgrammeRole.TRIAGE_OFFICER, ProgrammeRole.PROGRAMME_MANAGER)


def deciders(*, without: Organisation):
    """Programme staff who may decide on what this organisation sends: none of its own people."""
    staff = User.objects.filter(is_active=True, programme_role__in=DECIDERS)
    return staff.exclude(pk__in=without.memberships.values("user"))
