"""Who may do what around bids. What exists is told by `visible_to`; who acts in a bid by its desk and the seat.

`consortia.read_lessons` (what other organisations learnt, without names): whoever belongs to an organisation that takes
part, and programme staff. `consortia.read_overlaps` (who is in two bids for the same lot): programme staff.
"""

import rules

from mutuals.models import Organisation
from partnerships_portal.accounts.rules import is_programme_staff


@rules.predicate
def is_of_one_taking_part(user) -> bool:
    """Belongs, in any role, to an organisation that takes part."""
    return user.is_authenticated and Organisation.objects.active().of(user).exists()


rules.add_perm("consortia.read_lessons", is_of_one_taking_part | is_programme_staff)
rules.add_perm("consortia.read_overlaps", is_programme_staff)
