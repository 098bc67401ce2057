"""How long it is kept who asked a question about an opportunity."""

import datetime as dt

from django.db.models import F, Q

from commissioners.models import Question
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

State = Question.State
ASKERS = Period(days=365, words="12 months after it was answered, set aside or withdrawn")


@rule("who asked questions", ASKERS)
def forget_askers(at: dt.datetime) -> int:
    """An answered question stays, in its published wording, without who asked; one that was not published goes."""
    before = ASKERS.before(at)
    ended = Question.objects.filter(Q(answered_at__lte=before) | Q(answered_at=None, asked_at__lte=before))
    answered = ended.filter(state=State.ANSWERED, asked_by__isnull=False)
    forgotten = answered.update(asked_by=None, text=F("published_text"))
    return forgotten + delete_in_chunks(ended.filter(state__in=[State.SET_ASIDE, State.WITHDRAWN]))
