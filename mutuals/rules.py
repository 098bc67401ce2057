"""Who may do what with organisations. What exists for whom is told by `visible_to`."""

import rules

from partnerships_portal.accounts.rules import is_programme_staff, is_triage_officer_or_manager

from .models import Membership

EDITING_ROLES = {Membership.Role.OWNER, Membership.Role.EDITOR}


@rules.predicate
def is_signed_in(user) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def edits(user, organisation) -> bool:
    """An owner or editor of the organisation, while it is active."""
    if organisation is None or organisation.closed_at is not None or not user.is_authenticated:
        return False
    return organisation.memberships.filter(user=user, role__in=EDITING_ROLES).exists()


@rules.predicate
def is_of(user, organisation) -> bool:
    """Belongs to the organisation in any role. Asked without one, as for a whole queue: no."""
    return organisation is not None and organisation.memberships.filter(user=user).exists()


@rules.predicate
def owns(user, organisation) -> bool:
    """An owner of the organisation, whether or not it is active."""
    if organisation is None or not user.is_authenticated:
        return False
    return organisation.memberships.filter(user=user, role=Membership.Role.OWNER).exists()


@rules.predicate
def is_programme_manager(user) -> bool:
    return is_programme_staff(user) and user.programme_role == "programme_manager"


rules.add_perm("mutuals.create_organisation", is_signed_in & ~is_programme_staff)
rules.add_perm("mutuals.edit_organisation", edits)
rules.add_perm("mutuals.answer_definition", edits)
rules.add_perm("mutuals.read_verifications", is_programme_staff)
rules.add_perm("mutuals.decide_verification", is_triage_officer_or_manager & ~is_of)
rules.add_perm("mutuals.verify_service_claim", is_triage_officer_or_manager & ~is_of)
rules.add_perm("mutuals.declare_purpose", is_triage_officer_or_manager & ~is_of)
rules.add_perm("mutuals.read_readings", owns | is_programme_manager)
