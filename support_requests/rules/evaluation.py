"""The evaluation: `answer_evaluation` and `read_answers` are asked with the organisation that was helped."""

import rules

from mutuals.rules import edits, is_of
from partnerships_portal.accounts.rules import is_programme_manager, is_programme_staff

rules.add_perm("support_requests.answer_evaluation", edits)
rules.add_perm("support_requests.read_answers", is_of | is_programme_manager)
rules.add_perm("support_requests.read_evaluation", is_programme_staff)  # figures of all together
rules.add_perm("support_requests.export_answers", is_programme_manager)
