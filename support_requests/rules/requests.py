"""Requests for support: `ask` is asked with the organisation that asks; `decide` with the organisation of the request,
or with None for the queue, which `read_queue` opens. Advisers reach a request through `visible_to`.
"""

import rules

from mutuals.rules import edits, is_of
from partnerships_portal.accounts.rules import is_programme_manager, is_programme_staff, is_triage_officer_or_manager


@rules.predicate
def is_adviser(user) -> bool:
    """Somebody who advises and has not left."""
    return bool(getattr(user, "is_adviser", False)) and user.is_active


rules.add_perm("support_requests.ask", edits)
rules.add_perm("support_requests.read_queue", is_programme_staff)
rules.add_perm("support_requests.decide", is_triage_officer_or_manager & ~is_of)
rules.add_perm("support_requests.manage", is_programme_manager)  # advisers, budgets, service levels
rules.add_perm("support_requests.advise", is_adviser)
