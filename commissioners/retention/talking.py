"""How long it is kept who asked a question about an opportunity."""

import datetime as dt

from django.db.models import F, Q

from commissioners import choices
from commissioners.models import Question
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

State = Question.State
ASKERS = Period(
    days=365,
    words="12 months after it was answered, set aside or withdrawn; unanswered, 12 months after it was asked, once the "
    "opportunity is awarded or cancelled",
)


@rule("who asked questions", ASKERS)
def forget_askers(at: dt.datetime) -> int:
    """An answered question stays, in its published wording, without who asked; one that was not published goes."""
    before = ASKERS.before(at)
    ended = Question.objects.filter(Q(answered_at__lte=before) | Q(answered_at=None, asked_at__lte=before))
    # as it was asked: also where whoever asked has deleted the account before it was answered
    as_asked = Q(asked_by__isnull=False) | ~Q(text=F("published_text"))
    answered = ended.filter(as_asked, state=State.ANSWERED)
    forgotten = answered.update(asked_by=None, text=F("published_text"))
    too_late = Q(state=State.WAITING, opportunity__state__in=[choices.State.AWARDED, choices.State.CANCELLED])
    unpublished = Q(state__in=[State.SET_ASIDE, State.WITHDRAWN, State.UNANSWERED]) | too_late
    return forgotten + delete_in_chunks(ended.filter(unpublished))
