"""Who may read what matching says. What exists for whom is told by `visible_to`.

`consortia.read_scope` (an organisation's scope to partner): ask with the organisation. Programme staff say why first
(docs/decisions/0067-declared-purposes.md): the view asks for a live purpose.

`consortia.read_weights` (programme staff) and `consortia.change_weights` (programme managers): the weights of matching.

`consortia.ask_split` (who could bid if it were split this way): ask with the opportunity; whoever acts for a buyer.

`consortia.decide_suggestions` (what is not suggested, rivals, muted reasons): ask with the organisation; its editors.

`consortia.ask_teams` (which teams could bid): ask with the organisation that they are for, or with None for nobody in
 (full matchings): programme staff. `consortia.start_run`: those of them who decide.
"""

import rules

from commissioners.rules import acts_for_buyer
from mutuals.rules import edits
from partnerships_portal.accounts.rules import (
    is_programme_manager,
    is_programme_staff,
    is_triage_officer_or_manager,
)


@rules.predicate
def is_member(user, organisation) -> bool:
    """Belongs to the organisation, in any role."""
    return organisation is not None and user.is_authenticated and organisation.memberships.filter(user=user).exists()


@rules.predicate
def is_member_taking_part(user, organisation) -> bool:
    """Belongs, in any role, to the organisation, which takes part."""
    return organisation is not None and organisation.is_active and is_member(user, organisation)


@rules.predicate
def is_staff_for_nobody(user, organisation) -> bool:
    """Programme staff who ask for no organisation."""
    return organisation is None and user.is_authenticated and user.is_programme_staff


rules.add_perm("consortia.ask_split", acts_for_buyer)
rules.add_perm("consortia.decide_suggestions", edits)
rules.add_perm("consortia.read_runs", is_programme_staff)
rules.add_perm("consortia.read_scope", is_triage_officer_or_manager | is_member)
rules.add_perm("consortia.ask_teams", is_member_taking_part | is_staff_for_nobody)
rules.add_perm("consortia.read_weights", is_programme_staff)
rules.add_perm("consortia.change_weights", is_programme_manager)
rules.add_perm("consortia.start_run", is_triage_officer_or_manager)
