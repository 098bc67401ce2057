"""Who may do what with organisations. What exists for whom is told by `visible_to`."""

import rules

from partnerships_portal.accounts.roles import has_active_owner
from partnerships_portal.accounts.rules import (
    is_programme_manager,
    is_programme_staff,
    is_triage_officer_or_manager,
)

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
    if organisation is None or not user.is_authenticated:
        return False
    return organisation.memberships.filter(user=user).exists()


@rules.predicate
def owns(user, organisation) -> bool:
    """An owner of the organisation, whether or not it is active."""
    if organisation is None or not user.is_authenticated:
        return False
    return organisation.memberships.filter(user=user, role=Membership.Role.OWNER).exists()


@rules.predicate
def is_open(user, organisation) -> bool:
    """The organisation is not closed. Asked without one: no."""
    return organisation is not None and organisation.closed_at is None


@rules.predicate
def has_no_owner(user, organisation) -> bool:
    """Nobody who can sign in decides for the organisation."""
    return organisation is not None and not has_active_owner(organisation)


rules.add_perm("mutuals.create_organisation", is_signed_in & ~is_programme_staff)
rules.add_perm("mutuals.edit_organisation", edits)
rules.add_perm("mutuals.choose_visibility", owns & is_open)
rules.add_perm("mutuals.answer_definition", edits)
rules.add_perm("mutuals.read_verifications", is_programme_staff)
rules.add_perm("mutuals.decide_verification", is_triage_officer_or_manager & ~is_of)
rules.add_perm("mutuals.verify_service_claim", is_triage_officer_or_manager & ~is_of)
rules.add_perm("mutuals.declare_purpose", is_triage_officer_or_manager & ~is_of)
rules.add_perm("mutuals.read_readings", owns | is_programme_manager)

# who acts for an organisation; the word about its end is the programme managers'
rules.add_perm("mutuals.read_people", is_of | is_programme_manager)
rules.add_perm("mutuals.read_history", owns)
rules.add_perm("mutuals.manage_people", owns & is_open)
rules.add_perm("mutuals.leave_organisation", is_of)
rules.add_perm("mutuals.ask_to_join", is_signed_in & ~is_programme_staff)
rules.add_perm("mutuals.decide_join_request", is_open & (owns | (is_programme_manager & has_no_owner & ~is_of)))
rules.add_perm("mutuals.ask_to_close", owns & is_open)
rules.add_perm("mutuals.close_organisations", is_programme_manager)
rules.add_perm("mutuals.close_organisation", is_programme_manager & ~is_of)
