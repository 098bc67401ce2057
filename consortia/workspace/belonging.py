"""For whom a person acts in workspaces."""

from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker


def organisations_edited(asker: Asker) -> list[int]:
    """Keys of the open organisations of which the person is an owner or editor: no query beyond the menu's."""
    held = asker.once(memberships_of)
    return [one.organisation_id for one in held if one.role in EDITING_ROLES and one.organisation.closed_at is None]
