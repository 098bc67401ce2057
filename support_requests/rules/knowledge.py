"""Pages of knowledge: staff write them; `answer_knowledge_consent` is asked with the organisation that may be named."""

import rules

from mutuals.rules import edits
from partnerships_portal.accounts.rules import is_programme_staff, is_triage_officer_or_manager

rules.add_perm("support_requests.read_knowledge_desk", is_programme_staff)
rules.add_perm("support_requests.write_knowledge", is_triage_officer_or_manager)
rules.add_perm("support_requests.answer_knowledge_consent", edits)
