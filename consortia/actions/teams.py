"""Asking for teams: a row that says what is asked and how far it is; composed at once where that is quick."""

import datetime as dt
import logging

from django.db import transaction

from commissioners.models import Opportunity
from consortia.models import TeamSearch
from consortia.teams.cells import cells_of
from consortia.teams.wishes import Wishes
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.changes import actions as changes

log = logging.getLogger(__name__)

TASK = "consortia.tasks.compose_teams"
SAME_QUESTION = dt.timedelta(seconds=30)  # pressed twice
LOST = dt.timedelta(minutes=3)  # longer than any composing takes: its worker is gone
GIVEN_UP = dt.timedelta(minutes=15)  # lost again and again since it was asked
SECONDS_AT_ONCE, SECONDS_AS_TASK = 0.8, 8.0  # for composing alone, without reading and scoring
# Above these, reading and scoring alone take more than a second: decision 0124
ORGANISATIONS_AT_ONCE, CELLS_AT_ONCE = 4_000, 200

State = TeamSearch.State


def ask(*, opportunity: Opportunity, organisation: Organisation | None, wishes: Wishes, by: User, at) -> TeamSearch:
    """Keep the question and compose it: at once where that is quick, otherwise by a worker.

    The same question by the same person again is the same search while it is being composed, and for half a minute.
    """
    quick = is_quick(opportunity, wishes.lot)
    search, is_new = _kept(opportunity, organisation, wishes, by, at, nudge=not quick)
    if is_new and quick:
        compose_now(search.pk, seconds=SECONDS_AT_ONCE, at=at)
    return search


@transaction.atomic
def _kept(opportunity, organisation, wishes: Wishes, by: User, at, *, nudge: bool) -> tuple[TeamSearch, bool]:
    """The search, and whether it is a new one."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # who presses twice comes here one after the other
    asked = wishes.as_json()
    same = TeamSearch.objects.filter(opportunity=opportunity, organisation=organisation, asked_by=by, wishes=asked)
    before = same.exclude(state=State.FAILED).first()
    if before and (before.state != State.DONE or before.asked_at > at - SAME_QUESTION):
        return before, False
    search = TeamSearch.objects.create(
        opportunity=opportunity, organisation=organisation, asked_by=by, asked_at=at, wishes=asked
    )
    if nudge:
        _nudge_on_commit()
    return search, True


def is_quick(opportunity: Opportunity, lot: int | None) -> bool:
    """Whether the directory and what is asked are small enough for an answer while somebody waits."""
    if Organisation.objects.active().count() > ORGANISATIONS_AT_ONCE:
        return False
    return len(cells_of(opportunity, lot)) <= CELLS_AT_ONCE


def try_again(*, search: TeamSearch, at) -> None:
    """Compose a search that failed once more; nothing changes for any other."""
    quick = is_quick(search.opportunity, Wishes.of_json(search.wishes).lot)
    with transaction.atomic():
        again = _move(search.pk, State.FAILED, State.WAITING, asked_at=at, finished_at=None, step="")
        if again and not quick:
            _nudge_on_commit()
    if again and quick:
        compose_now(search.pk, seconds=SECONDS_AT_ONCE, at=at)


def _nudge_on_commit() -> None:
    """The row is the truth and the timer finds it; the nudge only makes it sooner."""
    transaction.on_commit(lambda: changes.nudge(TASK))


def compose_now(search_id: int, *, seconds: float, at) -> None:
    """Compose one search that waits; nothing where somebody else has begun. Each step is seen by whoever looks."""
    if not _move(search_id, State.WAITING, State.WORKING, started_at=at):
        return
    search = TeamSearch.objects.select_related("opportunity__body", "organisation").get(pk=search_id)
    try:
        found = _answer(search, seconds=seconds, at=at)
    except Exception:  # whatever it was: the asker is told, and may try again
        log.exception("the teams of search %s could not be composed", search_id)
        _move(search_id, State.WORKING, State.FAILED, finished_at=at)
        return
    _move(search_id, State.WORKING, State.DONE, answer=found, finished_at=at, step="")


def composed(
    *,
    opportunity: Opportunity,
    organisation: Organisation | None,
    wishes: Wishes,
    seconds: float = SECONDS_AS_TASK,
    at,
) -> TeamSearch:
    """A search with its answer that is not kept: for commands, and for who could be asked in somebody's place."""
    search = TeamSearch(
        opportunity=opportunity, organisation=organisation, wishes=wishes.as_json(), state=State.DONE, finished_at=at
    )
    search.answer = _answer(search, seconds=seconds, at=at)
    return search


def _answer(search: TeamSearch, *, seconds: float, at) -> dict:
    from consortia.teams.answering import Asked, answer  # noqa: PLC0415  NumPy and SciPy: slow to import

    wishes = Wishes.of_json(search.wishes)
    asked = Asked(search.opportunity, search.organisation, wishes, at)
    return answer(asked, seconds=seconds, say=lambda step: _say(search.pk, step))


def compose_next(*, at) -> bool:
    """Compose the search that waits longest; False where none waits. Safe in several workers at once.

    Those whose worker was lost wait again, or fail once they were lost for too long.
    """
    lost = TeamSearch.objects.filter(state=State.WORKING, started_at__lt=at - LOST)
    lost.filter(asked_at__lt=at - GIVEN_UP).update(state=State.FAILED, finished_at=at)
    lost.update(state=State.WAITING)
    waiting = TeamSearch.objects.filter(state=State.WAITING).order_by("asked_at", "pk").first()
    if waiting is not None:
        compose_now(waiting.pk, seconds=SECONDS_AS_TASK, at=at)
    return waiting is not None


def _say(search_id: int, step: str) -> None:
    TeamSearch.objects.filter(pk=search_id, state=State.WORKING).update(step=step)


def _move(search_id: int, before: str, to: str, **changed) -> bool:
    """Whether it was in the state `before`: of two who move it at once, one does."""
    return bool(TeamSearch.objects.filter(pk=search_id, state=before).update(state=to, **changed))
