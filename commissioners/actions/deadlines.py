"""Taking tenders again after the deadline: closed, then open until a later one."""

from django.db import transaction

from commissioners.choices import LotOutcome, Source, State
from commissioners.completeness import out_of_order
from commissioners.differences import assign
from commissioners.models import Opportunity
from partnerships_portal.accounts.transitions import NotPossible, move

from .amending import finish

WHAT = "The deadline for tenders"


@transaction.atomic
def extend(*, opportunity, deadline, reason: str, by, at) -> None:
    """Open it again until `deadline`; everyone who is concerned is told why.

    Raises NotPossible where it is not closed, a lot is decided, or the deadline is not after now and before the start.
    """
    current = Opportunity.objects.select_for_update(of=("self",)).select_related("body").get(pk=opportunity.pk)
    _must_be_extendable(current)
    if deadline <= at:
        raise NotPossible(f"{WHAT} must be in the future.")
    changes = assign(current, {"submission_deadline": deadline})
    problems = out_of_order(lambda name: getattr(current, name))
    if problems:
        raise NotPossible(f"{problems[0][1]}.")
    move(
        current,
        field="state",
        to=State.OPEN,
        transitions=Opportunity.TRANSITIONS,
        submission_deadline=deadline,
        updated_at=at,
    )
    finish(current, changes=changes, note=reason, by=by, at=at, did="extended")


def _must_be_extendable(opportunity) -> None:
    if opportunity.source != Source.PORTAL:
        raise NotPossible("This was imported from a notice. Change it where the notice was published.")
    if opportunity.state == State.OPEN:
        raise NotPossible("It is open already: nothing was changed. To move its deadline, amend it.")
    if opportunity.state != State.CLOSED:
        raise NotPossible(f"It is {opportunity.get_state_display().lower()}: only a closed one can be opened again.")
    decided = opportunity.lots.exclude(outcome=LotOutcome.PENDING).exists() or opportunity.awards.exists()
    if decided:
        raise NotPossible("A part of it is decided already, so it takes no more tenders. Post a new opportunity.")
