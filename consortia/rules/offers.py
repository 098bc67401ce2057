"""Offers to partners: `consortia.write_offer` and `consortia.answer_offer` are asked with the organisation for which it
is done; `consortia.decide_offers` with the organisation that offers, or with None for the queue, which
`consortia.read_offer_reviews` opens.
"""

import rules

from mutuals.rules import edits, is_of
from partnerships_portal.accounts.rules import is_programme_staff, is_triage_officer_or_manager


@rules.predicate
def takes_part(user, organisation) -> bool:
    """The organisation is in the directory."""
    return organisation is not None and organisation.is_active


rules.add_perm("consortia.write_offer", edits & takes_part)
rules.add_perm("consortia.answer_offer", edits & takes_part)
rules.add_perm("consortia.read_offer_reviews", is_programme_staff)
rules.add_perm("consortia.decide_offers", is_triage_officer_or_manager & ~is_of)
