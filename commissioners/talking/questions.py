"""Questions and answers as pages show them. Who asked is in none of these: it is not even read."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.utils import timezone

from commissioners.models import Question
from commissioners.plain_words import moment_in_words
from commissioners.rules import acts_for_buyer
from commissioners.talking.asking import closes_at, why_not_by, why_not_now
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.pages import page_of

State = Question.State
PER_PAGE = 25
SHOWN = 50  # waiting, or set aside, or one's own
CORRECTED = "answer_corrected"


@dataclass(frozen=True)
class Former:
    """What was there before a correction: empty where the buyer took it off for good."""

    until: dt.datetime
    answer: str = ""


@dataclass(frozen=True)
class Answered:
    """One published question with its answer. `number` counts in the order of answering."""

    pk: int
    number: int
    text: str
    answer: str
    asked_on: dt.date
    answered_at: dt.datetime
    corrected_at: dt.datetime | None = None
    former: list[Former] = field(default_factory=list)


@dataclass(frozen=True)
class Open:
    """One question that is not published, as its asker or the buyer sees it."""

    pk: int
    text: str
    asked_on: dt.date
    state: str
    reason: str = ""


def questions_page(opportunity, *, user, at, page) -> dict:
    """The page of questions and answers, newest answer first, in a constant number of queries."""
    rows = opportunity.questions.filter(state=State.ANSWERED).defer("asked_by").order_by("-answered_at", "-pk")
    page = page_of(Paginator(rows, PER_PAGE), page)
    former = _former([row.pk for row in page])
    first = page.paginator.count - page.start_index() + 1 if page.paginator.count else 0
    may_answer = user.has_perm("commissioners.change_opportunity", opportunity)
    reads_all = acts_for_buyer(user, opportunity)
    return {
        "opportunity": opportunity,
        "page_obj": page,
        "answered": [_answered(row, first - place, former[row.pk]) for place, row in enumerate(page)],
        "waiting": _open(opportunity.questions.filter(state=State.WAITING)) if reads_all else [],
        "set_aside": _open(opportunity.questions.filter(state=State.SET_ASIDE)) if reads_all else [],
        "unanswered": _open(opportunity.questions.filter(state=State.UNANSWERED)) if reads_all else [],
        "own": own_questions(opportunity, user) if user.is_authenticated and not reads_all else [],
        "may_answer": may_answer,
        "acts_for_buyer": reads_all,
        **asking(opportunity, user=user, at=at),
    }


def asking(opportunity, *, user, at) -> dict:
    """Whether and until when one may ask: `until` in words, `why_not` for everyone, `not_you` for this person."""
    why_not = why_not_now(opportunity, at)
    deadline = closes_at(opportunity)
    not_you = ""
    if not why_not and user.is_authenticated:
        not_you = why_not_by(user, opportunity.buyer_ids())
    return {"until": moment_in_words(deadline) if deadline else "", "why_not": why_not, "not_you": not_you}


def own_questions(opportunity, user) -> list[Open]:
    """What the person asked and is not published: one's own, so that they can see what became of it."""
    mine = opportunity.questions.filter(asked_by=user).exclude(state__in=[State.ANSWERED, State.WITHDRAWN])
    return _open(mine, with_reason=True)


def _open(rows, *, with_reason: bool = True) -> list[Open]:
    return [
        Open(row.pk, row.text, timezone.localdate(row.asked_at), row.state, row.reason if with_reason else "")
        for row in rows.defer("asked_by")[:SHOWN]
    ]


def _answered(row, number: int, former: list[Former]) -> Answered:
    asked_on = timezone.localdate(row.asked_at)
    return Answered(row.pk, number, row.published_text, row.answer, asked_on, row.answered_at, row.corrected_at, former)


def _former(keys: list[int]) -> dict[int, list[Former]]:
    """The former answers of these questions, from the record of what was done, newest first.

    Where the buyer took one off, those before it are not shown either: whatever it gave away they may give away too.
    """
    events = AuditEvent.objects.filter(
        target_kind=Question._meta.label_lower, target_id__in=keys, action=CORRECTED
    ).order_by("-at", "-pk")
    found: dict[int, list[Former]] = defaultdict(list)
    for at, key, details in events.values_list("at", "target_id", "details"):
        is_shown = all(former.answer for former in found[key])
        found[key].append(Former(at, details.get("former", {}).get("answer", "") if is_shown else ""))
    return found
