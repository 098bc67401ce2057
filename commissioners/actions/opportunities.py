"""What people and the portal do with opportunities. Raises NotPossible where it is too late."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects

from commissioners import search
from commissioners.choices import Source, State
from commissioners.completeness import Gap, gaps
from commissioners.differences import assign
from commissioners.joining import why_ended
from commissioners.models import Lot, Opportunity
from commissioners.plain_words import moment_in_words
from commissioners.timetable.fairness import shortening_problem
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark, mark_many

from .amending import finish, lock
from .ending import wind_up
from .meanwhile import check
from .telling import tell_buyers, tell_interested


class NotReady(Exception):
    """It cannot be published yet; `gaps` says what to mend and where."""

    def __init__(self, found: list[Gap]):
        super().__init__("; ".join(gap.text for gap in found))
        self.gaps = found


@transaction.atomic
def create(*, body, title: str, by, at) -> Opportunity:
    """Start a draft with one empty lot, seen by the body's own people only. Raises NotPossible once the body ended."""
    if ended := why_ended(body, at):
        raise NotPossible(ended)
    opportunity = Opportunity.objects.create(body=body, title=title, created_by=by, created_at=at, updated_at=at)
    Lot.objects.create(opportunity=opportunity, number="1")
    search.refresh([opportunity.pk])
    record(actor=by, action="opportunity_created", target=opportunity, at=at)
    return opportunity


@transaction.atomic
def save(
    *, opportunity, values: dict, by, at, seen: str = "", version: int | None = None, note: str = ""
) -> Opportunity:
    """Set fields of a draft, or amend what is published: recorded as a new version and matched again.

    `values` maps field names to values; `seen`: fingerprints of what the person had opened (conflicts.versions), "" to
    save regardless; `version`: of the whole, where all of it was checked; `note` tells readers why. Saving what is
    there already changes nothing. Raises ChangedMeanwhile.
    """
    current = lock(opportunity, version=version, fields=values)
    check(current, values, seen=seen)
    problem = shortening_problem(current, values.get("submission_deadline"), note=note, at=at)
    if problem:
        raise NotPossible(f"{problem}.")
    changes = assign(current, values)
    if changes:
        current.save(update_fields=[change["field"] for change in changes])
        _keep_single_lot_in_step(current, {change["field"] for change in changes})
        finish(current, changes=changes, note=note, by=by, at=at)
    return current


def _keep_single_lot_in_step(opportunity, changed: set[str]) -> None:
    """A single lot is the whole: what it says of value and dates is what the opportunity says."""
    shared = changed & {"value", "starts_on", "ends_on"}
    if shared and opportunity.lots.count() == 1:
        opportunity.lots.update(**{name: getattr(opportunity, name) for name in shared})


def checked_version(opportunity) -> str:
    """What stands on the page on which somebody checks the answers: it changes with every saving."""
    return f"{opportunity.version}-{opportunity.updated_at.isoformat()}"


class ChangedSinceChecked(Exception):
    """Somebody saved an answer after the person had opened the page that checks them."""

    def __init__(self):
        super().__init__(
            "Somebody changed the answers after you opened this page. They stand below as they are now: check them "
            "again, then publish."
        )


def _must_go_on(opportunity, at) -> None:
    """A body that has ended begins nothing new: its drafts wait until they are handed over."""
    if opportunity.state == State.DRAFT and (ended := why_ended(opportunity.body, at)):
        raise NotPossible(f"{ended} Ask programme staff to hand this draft over.")


@transaction.atomic
def publish(*, opportunity, to: str, by, at, checked: str = "", knowingly: Sequence[str] = ()) -> None:
    """Make a draft public, in early engagement or open, or open what was in early engagement.

    `checked`: the `checked_version` that the person read; "" to publish regardless. `knowingly`: the partnership models
    that its timetable leaves no time for, as the person was told. Raises NotReady with what is missing,
    ChangedSinceChecked, or NotPossible if it is no longer in a state to be published.
    """
    current = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    _must_be_publishable(current, to, at)
    if checked and checked != checked_version(current):
        raise ChangedSinceChecked
    prefetch_related_objects([current], "lots__services", "lots__regions", "lots__places")
    found = gaps(current, to=to, at=at)
    if found and to in Opportunity.TRANSITIONS.get(State(current.state), set()):
        raise NotReady(found)
    move(
        opportunity,
        field="state",
        to=to,
        transitions=Opportunity.TRANSITIONS,
        published_at=current.published_at or at,
        updated_at=at,
    )
    search.refresh([opportunity.pk])
    known = {"knowingly": list(knowingly)} if knowingly else {}
    record(actor=by, action="opportunity_published", target=opportunity, at=at, state=to, **known)
    mark(kind="opportunity", object_id=opportunity.pk, at=at)
    tell_buyers(opportunity, event="opportunity_published", did="published", by=by, at=at)
    if to == State.OPEN:
        tell_interested(opportunity, event="news_opened", did="opened for tenders", note=_until(current), by=by, at=at)


def _must_be_publishable(current, to: str, at) -> None:
    """Raises NotPossible where it cannot become `to` from here, whatever its answers are."""
    if to not in {State.EARLY_ENGAGEMENT, State.OPEN}:
        raise NotPossible("Publish it for early engagement or for tenders.")
    if current.source != Source.PORTAL:
        raise NotPossible("This was imported from a notice. Change it where the notice was published.")
    if current.state == State.CLOSED:
        raise NotPossible("It is closed. To take tenders again, extend its deadline.")
    _must_go_on(current, at)
    if current.state == to:
        raise NotPossible(f"It is {'open for tenders' if to == State.OPEN else 'published'} already: nothing changed.")


def _until(opportunity) -> str:
    """When tenders are due, if that is known."""
    deadline = opportunity.submission_deadline
    return f"Tenders are due by {moment_in_words(deadline)}." if deadline else ""


@transaction.atomic
def cancel(*, opportunity, reason: str, by, at) -> None:
    """End it without an award. The reason is shown to everyone, unless it was never published.

    Events to come and questions that wait end with it; who signed up or asked is told in the same message.
    """
    if opportunity.source != Source.PORTAL:
        raise NotPossible("This was imported from a notice. Cancel it where the notice was published.")
    move(opportunity, field="state", to=State.CANCELLED, transitions=Opportunity.TRANSITIONS, updated_at=at)
    record(actor=by, action="opportunity_cancelled", target=opportunity, at=at, reason=reason)
    mark(kind="opportunity", object_id=opportunity.pk, at=at)
    tell_buyers(opportunity, event="opportunity_cancelled", did="cancelled", by=by, at=at, body=reason)
    personal = wind_up([opportunity], reason=reason, by=by, at=at)[opportunity.pk]
    if opportunity.published_at:
        tell_interested(
            opportunity, event="news_cancelled", did="cancelled", note=reason, personal=personal, by=by, at=at
        )


@transaction.atomic
def close_overdue(*, at, limit: int = 500) -> int:
    """Close open opportunities whose deadline for tenders has passed, earliest first; returns how many.

    Those that someone else holds are left for the next time. Call again while the answer is `limit`.
    """
    overdue = list(
        Opportunity.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=State.OPEN, submission_deadline__lte=at)
        .order_by("submission_deadline")[:limit]
    )
    for opportunity in overdue:
        move(opportunity, field="state", to=State.CLOSED, transitions=Opportunity.TRANSITIONS, updated_at=at)
        record(actor=None, action="opportunity_closed", target=opportunity, at=at)
        did = "closed: its deadline has passed"
        if opportunity.source == Source.PORTAL:
            tell_buyers(opportunity, event="opportunity_closed", did=did, by=None, at=at)
        tell_interested(opportunity, event="news_closed", did=did, by=None, at=at)
    if overdue:
        mark_many(kind="opportunity", object_ids=[opportunity.pk for opportunity in overdue], at=at)
    return len(overdue)
