"""Who may read what matching says. What exists for whom is told by `visible_to`.

`consortia.read_scope` (an organisation's scope to partner): ask with the organisation. Programme staff say why first
(docs/decisions/0067-declared-purposes.md): the view asks for a live purpose.

`consortia.ask_split` (who could bid if it were split this way): ask with the opportunity; whoever acts for a buyer.

`consortia.decide_suggestions` (what is not suggested, rivals, muted reasons): ask with the organisation; its editors.
"""

import rules

from commissioners.rules import acts_for_buyer
from mutuals.rules import edits
from partnerships_portal.accounts.rules import is_triage_officer_or_manager


@rules.predicate
def is_member(user, organisation) -> bool:
    """Belongs to the organisation, in any role."""
    return organisation is not None and user.is_authenticated and organisation.memberships.filter(user=user).exists()


rules.add_perm("consortia.ask_split", acts_for_buyer)
rules.add_perm("consortia.decide_suggestions", edits)
rules.add_perm("consortia.read_scope", is_triage_officer_or_manager | is_member)
