"""Who may read what matching says. What exists for whom is told by `visible_to`.

`consortia.read_scope` (an organisation's scope to partner): ask with the organisation. Programme staff say why first
(docs/decisions/0067-declared-purposes.md): the view asks for a live purpose.
"""

import rules

from partnerships_portal.accounts.rules import is_triage_officer_or_manager


@rules.predicate
def is_member(user, organisation) -> bool:
    """Belongs to the organisation, in any role."""
    return organisation is not None and user.is_authenticated and organisation.memberships.filter(user=user).exists()


rules.add_perm("consortia.read_scope", is_triage_officer_or_manager | is_member)
