"""What every change to an opportunity has in common, whether to its own fields, its lots or its buyers."""

from commissioners import search
from commissioners.choices import Source, State
from commissioners.models import Opportunity
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark

from .telling import tell_buyers, tell_interested

CHANGEABLE = frozenset({State.DRAFT, State.EARLY_ENGAGEMENT, State.OPEN})
# A notice is changed where it was published. What no notice can say, its buyer may add here.
CHANGEABLE_WHEN_IMPORTED = frozenset(
    {
        *("openness", "models_considered", "wants_lead_provider", "wants_joint_liability", "considers_smaller_lots"),
        *("openness_note", "social_value_weight", "social_value_questions"),
        *("minimum_turnover", "minimum_insurance", "infrastructure_asked"),
        *("interest_shown_to", "documents"),
    }
)


def lock(opportunity, *, version: int | None = None, fields=None) -> Opportunity:
    """The opportunity as it stands now, held until the transaction ends.

    `version` is the one that the person checked all answers of; None where what they saw is compared field by field.
    `fields` are those to be changed; None for lots and buyers. Raises NotPossible, saying what to do.
    """
    current = Opportunity.objects.select_for_update(of=("self",)).select_related("body").get(pk=opportunity.pk)
    if current.state not in CHANGEABLE:
        raise NotPossible(f"“{current}” is {current.get_state_display().lower()}: it can no longer be changed.")
    if version is not None and current.version != version:
        raise NotPossible(
            "Someone else changed this while you were writing. Compare what you typed with how it stands now, "
            "then save again."
        )
    if current.source != Source.PORTAL and not set(fields or {"lots"}) <= CHANGEABLE_WHEN_IMPORTED:
        raise NotPossible("This was imported from a notice. Change it where the notice was published.")
    return current


def finish(opportunity, *, changes: list[dict], note: str, by, at, did: str = "amended") -> None:
    """After the saving: keep search and history, and once published tell matching, the buyers and the interested.

    `did`: "amended", or "extended" where it takes tenders again.
    """
    search.refresh([opportunity.pk])
    if opportunity.state == State.DRAFT:
        opportunity.updated_at = at
        opportunity.save(update_fields=["updated_at"])
        fields = [change.get("field", change["what"]) for change in changes]
        record(actor=by, action="opportunity_saved", target=opportunity, at=at, fields=fields)
        return
    opportunity.version += 1
    opportunity.updated_at = at
    opportunity.save(update_fields=["version", "updated_at"])
    record(
        actor=by,
        action="opportunity_amended",
        target=opportunity,
        at=at,
        version=opportunity.version,
        changes=changes,
        note=note,
        **({} if did == "amended" else {"did": did}),
    )
    mark(kind="opportunity", object_id=opportunity.pk, at=at)
    tell_buyers(opportunity, event="opportunity_amended", did=did, by=by, at=at)
    tell_interested(opportunity, event=f"news_{did}", did=did, changes=changes, note=note, by=by, at=at)
