"""How long private answers of health checks are kept. The gaps stay as long as the consortium."""

import datetime as dt

from consortia.models import HealthAnswers
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

HEALTH_ANSWERS = Period(days=365, words="1 year after they were last changed")


@rule("private answers of health checks", HEALTH_ANSWERS)
def delete_old_answers(at: dt.datetime) -> int:
    return delete_in_chunks(HealthAnswers.objects.filter(answered_at__lte=HEALTH_ANSWERS.before(at)))
