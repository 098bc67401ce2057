"""What programme staff write about a request for themselves: never read by those whom it is about."""

import rules

from mutuals.rules import is_of
from partnerships_portal.accounts.rules import is_programme_manager, is_programme_staff

rules.add_perm("support_requests.read_notes", is_programme_staff & ~is_of)  # asked with the organisation
rules.add_perm("support_requests.keep_answers", is_programme_manager)  # reply templates and pointers
