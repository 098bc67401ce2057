"""Asking the buyer, and answering for all. Who asked stays in the row alone: no audit event and no message says it."""

from django.db import transaction

from commissioners.models import Opportunity, Question
from commissioners.talking.asking import same_question, why_not_by, why_not_now
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.notifications.actions import notify, notify_many

from .telling import people_of_bodies, quoted, tell_interested

WAITING_AT_MOST = 20  # questions of one person about one opportunity that are not answered yet
State = Question.State


@transaction.atomic
def ask(*, opportunity, text: str, by, at) -> Question:
    """Keep a question and tell the buyer that one waits. The same text by the same person again is the same question.

    Raises NotPossible after the deadline, or where the person may not ask, saying why.
    """
    current = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    own = list(current.questions.filter(asked_by=by).exclude(state=State.WITHDRAWN))
    for question in own:
        if same_question(question.text, text):
            return question
    reason = why_not_now(current, at) or why_not_by(by, current.buyer_ids())
    if reason:
        raise NotPossible(reason)
    if sum(question.state == State.WAITING for question in own) >= WAITING_AT_MOST:
        raise NotPossible(
            f"{WAITING_AT_MOST} of your questions wait for an answer. Wait for those before you ask more."
        )
    question = Question.objects.create(opportunity=current, asked_by=by, text=text, asked_at=at)
    record(actor=None, action="question_received", target=question, at=at)
    notify_many(
        people=people_of_bodies(current.buyer_ids(), without=by),
        event="question_received",
        key=question.pk,
        subject=f"A question about {quoted(current)} waits for your answer",
        body="Who asked is not shown to anybody, the buyer included. The answer is for everyone to read.",
        url=f"{current.get_absolute_url()}questions/",
        members_of=current,
        at=at,
    )
    return question


@transaction.atomic
def withdraw(*, question, by, at) -> None:
    """The person who asked takes it back; the buyer sees it no longer. Withdrawn already: nothing changes."""
    current = _held(question)
    if current.asked_by_id != by.pk:
        raise NotPossible("Only the person who asked can withdraw a question.")
    if current.state == State.WITHDRAWN:
        return
    move(current, field="state", to=State.WITHDRAWN, transitions=Question.TRANSITIONS)
    record(actor=None, action="question_withdrawn", target=current, at=at)


@transaction.atomic
def answer(*, question, published_text: str, answer: str, by, at) -> None:
    """Publish the question, in the buyer's wording, with its answer: for everyone, and those interested are told.

    Raises NotPossible if it was withdrawn or answered meanwhile; the same answer again changes nothing.
    """
    current = _held(question)
    if current.state == State.ANSWERED:
        if (current.published_text, current.answer) == (published_text, answer):
            return
        raise NotPossible("Somebody else has answered this question meanwhile. Correct that answer if it needs it.")
    move(
        current,
        field="state",
        to=State.ANSWERED,
        transitions=Question.TRANSITIONS,
        published_text=published_text,
        answer=answer,
        answered_at=at,
        answered_by=by,
        reason="",
    )
    record(actor=by, action="question_answered", target=current, at=at)
    _tell(current, event="news_answer", what="A question about {} is answered", key=str(current.pk), by=by, at=at)


@transaction.atomic
def correct(*, question, published_text: str, answer: str, hide_former: bool, by, at) -> None:
    """Correct a published answer. The former one stays for everyone to read, unless `hide_former`: it is kept nowhere.

    That is for answers that gave away who asked, or what is confidential. Saving what is there changes nothing.
    """
    current = _held(question)
    if (current.published_text, current.answer) == (published_text, answer):
        return
    if current.corrected_at != question.corrected_at:
        raise NotPossible("Somebody else has corrected this answer meanwhile. Read theirs, then decide.")
    former = {} if hide_former else {"question": current.published_text, "answer": current.answer}
    move(
        current,
        field="state",
        to=State.ANSWERED,
        transitions={State.ANSWERED: {State.ANSWERED}},
        published_text=published_text,
        answer=answer,
        corrected_at=at,
    )
    event = record(actor=by, action="answer_corrected", target=current, at=at, former=former)
    what = "An answer about {} is corrected"
    _tell(current, event="news_answer_corrected", what=what, key=f"{current.pk}-{event.pk}", by=by, at=at)


@transaction.atomic
def set_aside(*, question, reason: str, by, at) -> None:
    """Do not publish a question; the reason is for the person who asked alone. Set aside already: nothing changes."""
    current = _held(question)
    if current.state == State.SET_ASIDE:
        return
    move(current, field="state", to=State.SET_ASIDE, transitions=Question.TRANSITIONS, reason=reason)
    record(actor=by, action="question_set_aside", target=current, at=at)
    if current.asked_by:
        notify(
            person=current.asked_by,
            event="question_set_aside",
            key=f"{current.pk}-{at.isoformat()}",
            subject=f"Your question about {quoted(current.opportunity)} is not published",
            body=f"The buyer says why:\n\n{reason}\n\nYour question:\n\n{current.text}",
            url=f"{current.opportunity.get_absolute_url()}questions/",
            at=at,
        )


def _held(question) -> Question:
    """The question as it stands now, held until the transaction ends.

    The opportunity is held first, as when it ends: two who hold both in another order would wait for each other.
    """
    Opportunity.objects.select_for_update(of=("self",)).only("pk").get(pk=question.opportunity_id)
    held = Question.objects.select_for_update(of=("self",)).select_related("opportunity", "asked_by")
    return held.get(pk=question.pk)


def _tell(question, *, event: str, what: str, key: str, by, at) -> None:
    """Everyone who wants to know, whoever asked among them; and readers of open data find a new release."""
    opportunity = question.opportunity
    Opportunity.objects.filter(pk=opportunity.pk).update(updated_at=at)
    tell_interested(
        opportunity,
        event=event,
        subject=what.format(quoted(opportunity)),
        note=f"Question: {question.published_text}\n\nAnswer: {question.answer}",
        key=key,
        url=f"{opportunity.get_absolute_url()}questions/#question-{question.pk}",
        by=by,
        at=at,
    )
