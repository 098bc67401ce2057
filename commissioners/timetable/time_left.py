"""Which partnerships there is still time to form, in words. Pure: weeks and time come in."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from commissioners.choices import Openness, PartnershipModel, State
from commissioners.law.timing import Clock, Deadline, clock, expected_deadline
from commissioners.plain_words import day

RUNS_IN = (State.DRAFT, State.EARLY_ENGAGEMENT, State.OPEN)
SHORT = {  # in a list, where "Subcontract under a lead provider" is too long
    PartnershipModel.INFORMAL: "informal",
    PartnershipModel.SUBCONTRACT: "subcontract",
    PartnershipModel.CONTRACTUAL_JOINT_VENTURE: "joint venture",
    PartnershipModel.ALLIANCE: "alliance",
    PartnershipModel.COMPANY: "company",
    PartnershipModel.CIC: "community interest company",
    PartnershipModel.LLP: "limited liability partnership",
}


def deadline_of(opportunity) -> Deadline:
    """The day by which a tender has to be in, stated or expected."""
    moment = opportunity.submission_deadline
    return expected_deadline(
        deadline=timezone.localdate(moment) if moment else None,
        expected_tender_on=opportunity.expected_tender_on if opportunity.state != State.OPEN else None,
        tender_days=opportunity.tender_days,
    )


def clock_of(opportunity, *, at, weeks: Mapping[str, int]) -> Clock | None:
    """The clock of an opportunity that a partnership could still bid for; None once that is over."""
    if opportunity.state not in RUNS_IN:
        return None
    moment = opportunity.submission_deadline
    if moment and moment <= at:
        return None
    return clock(deadline_of(opportunity), today=timezone.localdate(at), weeks=weeks)


def named(models: Iterable[PartnershipModel]) -> str:
    """Models by their short names: "informal, subcontract"."""
    return ", ".join(SHORT[model] for model in models)


def in_short(opportunity, *, at, weeks: Mapping[str, int]) -> str:
    """One line for a list: "Time left to form: informal, subcontract"; "" where it says nothing to a reader."""
    found = clock_of(opportunity, at=at, weeks=weeks)
    if found is None or found.days_left is None or opportunity.openness == Openness.NOT_ACCEPTED:
        return ""
    if not found.feasible:
        return "Too late to form a partnership"
    if len(found.feasible) == len(found.models):
        return "Time left to form: any kind of partnership"
    return f"Time left to form: {named(found.feasible)}"


def in_a_sentence(found: Clock) -> str:
    """What the page of an opportunity says first."""
    if found.days_left is None:
        return f"How much time is left to form a partnership is not known. {found.deadline.assumption}"
    if not found.feasible:
        return "By the portal’s estimates it is too late to form a partnership for this."
    soonest = min(one.latest_start for one in found.models if one.answer.is_yes and one.latest_start)
    by = f"Start by {day(soonest)} to have the choice of all of these."
    if len(found.feasible) == len(found.models):
        return f"There is time left to form a partnership of any kind. Start by {day(soonest)} to have every choice."
    if len(found.feasible) == 1:
        return f"There is time left to form: {named(found.feasible)}. Start by {day(soonest)}."
    return f"There is time left to form: {named(found.feasible)}. {by}"
