"""Who is in a consortium, and for whom a person acts in workspaces."""

from consortia.models import Consortium, ConsortiumMember
from consortia.models.consortia import mine
from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker


def organisations_edited(asker: Asker) -> list[int]:
    """Keys of the open organisations of which the person is an owner or editor: no query beyond the menu's."""
    held = asker.once(memberships_of)
    return [one.organisation_id for one in held if one.role in EDITING_ROLES and one.organisation.closed_at is None]


def organisations_seated(asker: Asker) -> list[int]:
    """Those of `organisations_edited` that are in a consortium. One query for all that ask; none without organisations.

    Most are in none: what only a workspace can await is then not asked at all, on any page.
    """
    edited = organisations_edited(asker)
    return [key for key in edited if key in asker.once(_seated)] if edited else []


def _seated(user) -> set[int]:
    members = ConsortiumMember.objects.present().filter(organisation__in=mine(user))
    return set(members.values_list("organisation", flat=True))


def present_in(consortium: Consortium) -> set[int]:
    """Keys of the organisations that are in the consortium."""
    members = ConsortiumMember.objects.present().filter(consortium=consortium)
    return set(members.values_list("organisation", flat=True))
