"""How the lots of an opportunity end, and what every such decision has in common."""

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.urls import reverse

from commissioners.choices import LotOutcome, Route, Source, State
from commissioners.completeness import gaps
from commissioners.delivery.outcomes import DECIDABLE
from commissioners.models import Lot, Opportunity
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark

from .ending import wind_up
from .opportunities import NotReady
from .telling import tell_buyers, tell_interested

# Routes by which a contract may be awarded without tenders having been asked for here.
DIRECT = frozenset(
    {
        *(Route.DIRECT_AWARD, Route.PSR_DIRECT_AWARD, Route.PSR_MOST_SUITABLE),
        *(Route.FRAMEWORK_CALL_OFF, Route.BELOW_THRESHOLD),
    }
)
MEANWHILE = (
    "Someone else changed this opportunity while you were writing. Look at how it stands now, then check your answers "
    "again."
)


def hold(opportunity, *, version: int | None = None) -> Opportunity:
    """The opportunity as it stands, held until the transaction ends, where its lots may be decided.

    Raises NotPossible, saying what to do, for an open or cancelled one, and where `version` is not its own any more.
    """
    current = Opportunity.objects.select_for_update(of=("self",)).select_related("body").get(pk=opportunity.pk)
    if current.state == State.OPEN:
        raise NotPossible("It is open for tenders. Say how it ended once its deadline has passed and it is closed.")
    if current.state not in DECIDABLE:
        raise NotPossible(f"It is {current.get_state_display().lower()}: nothing can be awarded any more.")
    if version is not None and current.version != version:
        raise NotPossible(MEANWHILE)
    return current


def hold_lots(opportunity, lots, *, outcomes) -> list[Lot]:
    """Those lots as they stand now, held. Raises NotPossible where one was decided otherwise meanwhile."""
    found = list(opportunity.lots.select_for_update().filter(pk__in=[lot.pk for lot in lots]))
    if len(found) < len(lots) or not found:
        raise NotPossible("A lot that you chose is not there any more. Choose the lots again.")
    decided = [lot for lot in found if lot.outcome not in outcomes]
    if decided:
        names = ", ".join(f"lot {lot.number} is {lot.get_outcome_display().lower()}" for lot in decided)
        raise NotPossible(f"This was decided already: {names}. Correct that decision instead.")
    return found


def allow_direct_award(opportunity, *, lots: list[Lot], at) -> None:
    """A direct award: an opportunity that never was open for tenders says why that is lawful, and what is bought.

    Raises NotReady with what is missing.
    """
    if opportunity.state not in (State.DRAFT, State.EARLY_ENGAGEMENT):
        return
    if opportunity.route not in DIRECT:
        raise NotPossible(
            "It was never open for tenders here. Say in “Law and route” by which route it is awarded directly, "
            "or open it for tenders."
        )
    prefetch_related_objects([opportunity], "lots__services", "lots__regions", "lots__places")
    found = gaps(opportunity, to=State.AWARDED, at=at)
    if found:
        raise NotReady(found)
    pending = {lot.pk for lot in opportunity.lots.all() if not lot.outcome}
    if opportunity.state == State.DRAFT and pending - {lot.pk for lot in lots}:
        raise NotPossible(
            "A draft becomes public by its direct award, so the award has to be for all of its lots. "
            "Publish it for early engagement first to award lot by lot."
        )


def settle(opportunity, *, action: str, details: dict, by, at) -> dict[int, str]:
    """After lots were decided: move the opportunity once all are, keep its history, tell matching.

    With every lot decided it is awarded, or where nothing was awarded cancelled (decision 0103); what still waited ends
    with it. Returns what of that is personal in the news, for `tell_outcome`.
    """
    opportunity.version += 1
    Opportunity.objects.filter(pk=opportunity.pk).update(version=opportunity.version, updated_at=at)
    record(actor=by, action=action, target=opportunity, at=at, version=opportunity.version, **details)
    outcomes = set(Lot.objects.filter(opportunity=opportunity).values_list("outcome", flat=True))
    to = _end(outcomes)
    if to and to != opportunity.state:
        published_at = opportunity.published_at or at
        move(
            opportunity,
            field="state",
            to=to,
            transitions=Opportunity.TRANSITIONS,
            updated_at=at,
            **({} if to == State.CANCELLED else {"published_at": published_at}),
        )
        if to == State.CANCELLED:
            reason = details.get("note") or "No lot was awarded."
            record(actor=by, action="opportunity_cancelled", target=opportunity, at=at, reason=reason)
    mark(kind="opportunity", object_id=opportunity.pk, at=at)
    reason = details.get("note", "") if opportunity.state == State.CANCELLED else ""
    return wind_up([opportunity], reason=reason, by=by, at=at).get(opportunity.pk, {})


def tell_outcome(opportunity, *, did: str, note: str, personal: dict[int, str], by, at, changes=()) -> None:
    """Tell colleagues and whoever wants to know of a decision; once for each version of the opportunity."""
    news = "news_cancelled" if opportunity.state == State.CANCELLED else "news_awarded"
    tell_buyers(opportunity, event="opportunity_decided", did=did, by=by, at=at, body=note)
    url = reverse("opportunity_awards", args=[opportunity.pk])
    tell_interested(
        opportunity, event=news, did=did, note=note, changes=changes, personal=personal, by=by, at=at, url=url
    )


def _end(outcomes: set[str]) -> str:
    """The state that the opportunity comes to; "" while a lot is undecided."""
    if LotOutcome.PENDING in outcomes:
        return ""
    return State.AWARDED if LotOutcome.AWARDED in outcomes else State.CANCELLED


@transaction.atomic
def leave_out(*, opportunity, lots, outcome: str, reason: str, by, at, version: int | None = None) -> None:
    """Say that some lots were not awarded or are cancelled, and why; PENDING takes such a decision back.

    The reason is public. Saying what is said already changes nothing.
    """
    if outcome == LotOutcome.AWARDED:
        raise NotPossible("Record the award itself, so that everyone learns who won.")
    if opportunity.source == Source.PORTAL and opportunity.published_at is None:
        raise NotPossible("It was never published. Cancel it instead, or remove the lot.")
    current = hold(opportunity)
    held = hold_lots(current, lots, outcomes={LotOutcome.PENDING, LotOutcome.NOT_AWARDED, LotOutcome.CANCELLED})
    kept = "" if outcome == LotOutcome.PENDING else reason
    different = [lot for lot in held if (lot.outcome, lot.outcome_reason) != (outcome, kept)]
    if not different:
        return
    if version is not None and current.version != version:
        raise NotPossible(MEANWHILE)
    decided_at = None if outcome == LotOutcome.PENDING else at
    Lot.objects.filter(pk__in=[lot.pk for lot in different]).update(
        outcome=outcome, outcome_reason=kept, decided_at=decided_at
    )
    numbers = [lot.number for lot in different]
    details = {"lots": numbers, "outcome": LotOutcome(outcome).label, "note": reason}
    personal = settle(current, action="lots_decided", details=details, by=by, at=at)
    ended = "decided again" if outcome == LotOutcome.PENDING else LotOutcome(outcome).label.lower()
    tell_outcome(current, did=f"{ended}: lot {', '.join(numbers)}", note=reason, personal=personal, by=by, at=at)
