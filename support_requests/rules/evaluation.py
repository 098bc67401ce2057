"""The evaluation: `answer_evaluation` and `read_answers` are asked with the organisation that was helped."""

import rules

from mutuals.models import Membership
from mutuals.rules import edits, is_of
from partnerships_portal.accounts.rules import is_programme_manager, is_programme_staff


@rules.predicate
def is_of_none(user) -> bool:
    """Belongs to no organisation: whoever does reads the answers of no other, which may compete with it."""
    return not Membership.objects.filter(user=user).exists()


reads_everybodys = is_programme_manager & is_of_none

rules.add_perm("support_requests.answer_evaluation", edits)
rules.add_perm("support_requests.read_answers", is_of | reads_everybodys)
rules.add_perm("support_requests.read_evaluation", is_programme_staff)  # figures of all together
rules.add_perm("support_requests.export_answers", reads_everybodys)
