"""Who may do what in proposals and in the workspaces of consortia.

`consortia.propose` (ask others to partner): ask with the organisation that proposes; its editors, while it takes part.

`consortia.act_for_member` (anything in a workspace): ask with the member; its organisation's editors, while it is in a
consortium that is not dissolved. What the other members may do is none of theirs.
"""

import rules

from consortia.models import Consortium
from mutuals.rules import edits


@rules.predicate
def edits_taking_part(user, organisation) -> bool:
    """Is an editor or owner of the organisation, which takes part."""
    return organisation is not None and organisation.is_active and edits(user, organisation)


@rules.predicate
def acts_for_member(user, member) -> bool:
    """Is an editor or owner of a member that is in a consortium which is not dissolved."""
    return (
        member is not None
        and member.left_at is None
        and member.consortium.state != Consortium.State.DISSOLVED
        and edits(user, member.organisation)
    )


rules.add_perm("consortia.propose", edits_taking_part)
rules.add_perm("consortia.act_for_member", acts_for_member)
