"""What still waits about an opportunity ends with it: events to come are cancelled, questions closed unanswered."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F
from django.utils.text import Truncator

from commissioners.choices import State
from commissioners.events.coming import when_in_words
from commissioners.models import EngagementEvent, Opportunity, Question
from partnerships_portal.accounts.audit import record

ENDED = {State.CANCELLED: "cancelled", State.AWARDED: "awarded"}
WAITING, UNANSWERED = Question.State.WAITING, Question.State.UNANSWERED

Personal = dict[int, dict[int, str]]  # opportunity -> person -> what they are told beside the news, primary keys


def wind_up(opportunities: Iterable[Opportunity], *, by, at, reason: str = "") -> Personal:
    """End what waits about those that are cancelled or awarded, in the transaction that ends them.

    `reason` is shown with the cancelled events. Returns what is personal in the news of it: who had signed up, and who
    had asked, are told with it, so that nobody gets two messages. Two queries where nothing waits.
    """
    ended = {one.pk: one for one in opportunities if one.state in ENDED}
    said: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    if ended:
        _cancel_events(ended, said, reason=reason, by=by, at=at)
        _close_questions(ended, said, by=by, at=at)
    found: Personal = {pk: {} for pk in ended}
    for pk, people in said.items():
        found[pk] = {person: "\n\n".join(lines) for person, lines in people.items()}
    return found


def _cancel_events(ended, said, *, reason: str, by, at) -> None:
    """Those that have not begun. One that is held now is over or cancelled before anybody could come to it."""
    held = EngagementEvent.objects.select_for_update(of=("self",)).filter(starts_at__gt=at, cancelled_at=None)
    for event in held.filter(opportunity__in=ended).prefetch_related("sign_ups"):
        because = f"The opportunity was {ENDED[State(ended[event.opportunity_id].state)]}"
        because = f"{because}: {reason}" if reason else f"{because}."
        EngagementEvent.objects.filter(pk=event.pk).update(
            cancelled_at=at, cancelled_because=because, version=F("version") + 1
        )
        record(actor=by, action="event_cancelled", target=event, at=at, reason=because)
        line = f"“{event.title}”, {when_in_words(event)}, does not take place. You had signed up for it."
        for sign_up in event.sign_ups.all():
            said[event.opportunity_id][sign_up.person_id].append(line)


def _close_questions(ended, said, *, by, at) -> None:
    held = Question.objects.select_for_update(of=("self",)).filter(opportunity__in=ended, state=WAITING)
    for question in held:
        became = ENDED[State(ended[question.opportunity_id].state)]
        reason = f"The opportunity was {became} before the buyer answered."
        Question.objects.filter(pk=question.pk).update(state=UNANSWERED, reason=reason)
        record(actor=by, action="question_closed", target=question, at=at)
        if question.asked_by_id:
            line = f"Your question is closed without an answer:\n{Truncator(question.text).chars(300)}"
            said[question.opportunity_id][question.asked_by_id].append(line)
