"""Answering an offer, writing to each other about it, and saying what came of it.

Raises NotPossible where it is too late, or where somebody else was quicker: the row of the offer is held first.
"""

from django.db import transaction

from consortia.models import OfferAnswer, OfferMessage, PartnerOffer
from consortia.offers.answering import refusal
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move

from .offer_holding import hold, hold_answer
from .telling import tell_organisation

State = OfferAnswer.State


@transaction.atomic
def answer(*, offer: PartnerOffer, organisation: Organisation, message: str, by: User, at) -> OfferAnswer:
    """Answer for the organisation, and tell the one that offers. An answer that is open is returned as it is."""
    held = hold(offer.pk)
    standing = OfferAnswer.objects.filter(offer=held, organisation=organisation, state=State.OPEN).first()
    if standing:
        return standing
    current = Organisation.objects.get(pk=organisation.pk)
    if refused := refusal(offer=held, organisation=current, at=at):
        raise NotPossible(refused)
    made = OfferAnswer.objects.create(
        offer=held, organisation=current, title=held.title, answered_at=at, answered_by=by
    )
    OfferMessage.objects.create(answer=made, organisation=current, text=message, by=by, at=at)
    record(actor=by, action="offer_answered", target=current, at=at, offer=held.pk)
    _tell(
        made,
        to=held.organisation,
        event="offer_answer_received",
        key=made.pk,
        by=by,
        at=at,
        body=message,
        said="answers",
    )
    return made


@transaction.atomic
def write(*, answer: OfferAnswer, organisation: Organisation, text: str, by: User, at) -> None:
    """Write to the other side. What was just written is not written twice."""
    held = hold_answer(answer)
    if held.state not in (State.OPEN, State.TAKEN_UP):
        raise NotPossible("This has ended, so there is nothing more to write here.")
    last = held.messages.order_by("-pk").first()
    if last and (last.organisation_id, last.text) == (organisation.pk, text):
        return
    made = OfferMessage.objects.create(answer=held, organisation=organisation, text=text, by=by, at=at)
    other = held.organisation if organisation.pk == held.offer.organisation_id else held.offer.organisation
    record(actor=by, action="offer_message_sent", target=organisation, at=at, answer=held.pk)
    _tell(held, to=other, event="offer_message", key=made.pk, by=by, at=at, body=text, said="writes about")


@transaction.atomic
def decide(*, answer: OfferAnswer, to: str, by: User, at) -> None:
    """Taken up, or not this time: the organisation that answered is told, once. The same again changes nothing."""
    held = hold_answer(answer)
    if held.state == to:
        return
    if to == State.NOT_THIS_TIME:
        decline_open(held, by=by, at=at)
        return
    _end(held, State.TAKEN_UP, by=by, at=at)
    offerer = held.offer.organisation
    record(actor=by, action="offer_answer_taken_up", target=offerer, at=at, answer=held.pk)
    tell_organisation(
        held.organisation,
        event="offer_answer_taken_up",
        key=held.pk,
        subject=f"{offerer} takes up your answer to “{held.title}”",
        body="You can go on writing to each other, or propose a partnership.",
        url=held.get_absolute_url(),
        by=by,
        at=at,
    )


def decline_open(answer: OfferAnswer, *, by: User, at) -> None:
    """Not this time, inside the caller's transaction: also what is said to those who wait when an offer is closed."""
    _end(answer, State.NOT_THIS_TIME, by=by, at=at)
    offerer = answer.offer.organisation
    record(actor=by, action="offer_answer_not_this_time", target=offerer, at=at, answer=answer.pk)
    tell_organisation(
        answer.organisation,
        event="offer_answer_not_this_time",
        key=answer.pk,
        subject=f"{offerer} thanks you for your answer to “{answer.title}”",
        body="It does not take it up this time. That says nothing about your organisation: often another answer came "
        "first, or plans changed. Other offers may suit you.",
        url=answer.get_absolute_url(),
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw(*, answer: OfferAnswer, by: User, at) -> None:
    """The organisation that answered takes it back; the other is told."""
    held = hold_answer(answer)
    if held.state == State.WITHDRAWN:
        return
    _end(held, State.WITHDRAWN, by=by, at=at)
    record(actor=by, action="offer_answer_withdrawn", target=held.organisation, at=at, answer=held.pk)
    said = "takes back its answer to"
    _tell(held, to=held.offer.organisation, event="offer_answer_withdrawn", key=held.pk, by=by, at=at, said=said)


def _end(answer: OfferAnswer, to: str, *, by: User, at) -> None:
    changes = {"decided_at": at, "decided_by": by}
    move(answer, field="state", to=to, transitions=OfferAnswer.TRANSITIONS, **changes)


def _tell(answer: OfferAnswer, *, to: Organisation, event: str, key, by, at, said: str, body: str = "") -> None:
    other = answer.offer.organisation if to.pk == answer.organisation_id else answer.organisation
    tell_organisation(
        to,
        event=event,
        key=key,
        subject=f"{other} {said} “{answer.title}”",
        body=body,
        url=answer.get_absolute_url(),
        by=by,
        at=at,
    )
