"""Who may read what matching says. What exists for whom is told by `visible_to`.

`consortia.read_scope` (an organisation's scope to partner): ask with the organisation.
"""

import rules

from partnerships_portal.accounts.rules import is_programme_staff


@rules.predicate
def is_member(user, organisation) -> bool:
    """Belongs to the organisation, in any role."""
    return organisation is not None and user.is_authenticated and organisation.memberships.filter(user=user).exists()


rules.add_perm("consortia.read_scope", is_programme_staff | is_member)
