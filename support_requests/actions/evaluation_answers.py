"""Answering a questionnaire, signed in or by the link of an e-mail; and asking for that link once more."""

import datetime as dt
from typing import Any

from django.db import transaction

from mutuals.models import Membership
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from support_requests.evaluation.measures import MEASURES, VALUE
from support_requests.models import Evaluation, EvaluationLink

from .evaluation import ACTING, GIVEN, note, send
from .evaluation_links import closes_at, hash_of
from .holding import hold

AGAIN_AFTER = dt.timedelta(minutes=10)  # between two links to one person
READ = ("organisation", "request__organisation", "request__package__consortium")  # by pages of a questionnaire
A_DAY_AT_MOST = 5  # links to one person about one questionnaire
CLOSED = "These questions are closed: the time to answer them is over, or they are asked no longer."


@transaction.atomic
def answer(
    *, evaluation: Evaluation, said: dict[str, Any], by: User, at: dt.datetime, link: EvaluationLink | None = None
) -> bool:
    """Keep what was answered; returns False, and changes nothing, where somebody answered before.

    `said`: fields of Evaluation; what is left out was not told. `link`: the one that was opened, instead of signing in.
    Raises NotPossible once it is closed, the link has expired, or the person acts for the organisation no longer.
    """
    request = hold(evaluation.request_id)
    held = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if held.state == Evaluation.State.ANSWERED:
        return False
    held.request = request
    _must_be_answerable(held, link, by=by, at=at)
    move(
        held,
        field="state",
        to=Evaluation.State.ANSWERED,
        transitions=Evaluation.TRANSITIONS,
        **_fields(held, said),
        ended_at=at,
        answered_by=by,
        by_link=link is not None,
    )
    if link is not None:
        EvaluationLink.objects.filter(pk=link.pk).update(used_at=at)
    note(held, "evaluation_answered", by=by, at=at, by_link=link is not None)
    return True


def _must_be_answerable(held: Evaluation, link: EvaluationLink | None, *, by: User, at: dt.datetime) -> None:
    if not is_open(held, at):
        raise NotPossible(CLOSED)
    if link is not None and link.expires_at <= at:
        raise NotPossible("This link has expired. Ask for a new one.")
    if not acts(by, held):
        raise NotPossible("You no longer act for this organisation, so you cannot answer for it.")


def _fields(evaluation: Evaluation, said: dict[str, Any]) -> dict[str, Any]:
    """What is kept of what was said: what was asked, and nothing else."""
    value = (VALUE,) if evaluation.is_follow_up else ()
    figures = {one.key: said.get(one.key) for one in (*MEASURES, *value)}
    return figures | {"challenges": said.get("challenges"), "comment": said.get("comment") or ""}


def link_of(token: str) -> EvaluationLink | None:
    """The link with this token. None where there is none, or its person acts for the organisation no longer."""
    found = EvaluationLink.objects.select_related("person", *(f"evaluation__{one}" for one in READ))
    link = found.filter(token_hash=hash_of(token)).first()
    return link if link and acts(link.person, link.evaluation) else None


@transaction.atomic
def send_link_again(*, link: EvaluationLink, at: dt.datetime) -> bool:
    """Send a new link to the person who got this one, and to nobody else; returns whether one was sent.

    None is sent once the questionnaire is answered or closed, or after too many.
    """
    request = hold(link.evaluation.request_id)
    held = Evaluation.objects.select_for_update().get(pk=link.evaluation_id)
    held.request = request
    if not is_open(held, at) or not acts(link.person, held):
        return False
    theirs = held.links.filter(person=link.person)
    if theirs.filter(sent_at__gt=at - AGAIN_AFTER).exists():
        return False
    if theirs.filter(sent_at__gt=at - dt.timedelta(days=1)).count() >= A_DAY_AT_MOST:
        return False
    send(held, [link.person], event="evaluation_link_sent", at=at)
    note(held, "evaluation_link_sent", by=link.person, at=at)
    return True


def is_open(evaluation: Evaluation, at: dt.datetime) -> bool:
    """Whether it can be answered now."""
    if evaluation.state != Evaluation.State.ASKED or at >= closes_at(evaluation, at):
        return False
    return evaluation.request.state in GIVEN and evaluation.organisation.is_active


def acts(person: User, evaluation: Evaluation) -> bool:
    """Whether the person is an owner or editor of the organisation that is asked, now."""
    held = Membership.objects.filter(organisation=evaluation.organisation_id, user=person, role__in=ACTING)
    return person.is_active and held.exists()
