"""What is stored about choosing a model, read for the comparison."""

from collections.abc import Mapping
from dataclasses import dataclass

from commissioners.choices import PartnershipModel, Reservation
from commissioners.timetable.forming import weeks_to_form
from commissioners.timetable.time_left import clock_of
from consortia.models import Consortium, Decision, ModelAnswer

from .comparing import Compared, Tender, compare
from .questions import WEEKS_LEFT, codes_of


@dataclass(frozen=True)
class Comparison:
    """The models in their order, and what it was made from."""

    models: tuple[Compared, ...]
    tender: Tender
    answers: Mapping[str, ModelAnswer]  # by code of the question; "" is among them

    @property
    def given(self) -> dict[str, str]:
        return {code: one.answer for code, one in self.answers.items()}

    def of(self, model: str) -> Compared:
        """One model. Raises StopIteration where there is none of that code."""
        return next(one for one in self.models if one.model == model)


def tender_of(consortium: Consortium, *, at, weeks: Mapping[str, int]) -> Tender:
    """What is known of the opportunity that the consortium is for; nothing where it is for none."""
    opportunity = consortium.opportunity
    if opportunity is None:
        return Tender()
    clock = clock_of(opportunity, at=at, weeks=weeks)
    return Tender(
        openness=opportunity.openness,
        models_considered=tuple(opportunity.models_considered),
        wants_lead=opportunity.wants_lead_provider,
        wants_joint_liability=opportunity.wants_joint_liability,
        deadline_on=clock.deadline.on if clock else None,
        days_left=clock.days_left if clock else None,
        is_reserved=Reservation.MUTUALS in opportunity.reserved_for,
    )


def answers_of(consortium: Consortium) -> dict[str, ModelAnswer]:
    """The answers by code of the question, with who gave them: one query."""
    rows = ModelAnswer.objects.filter(consortium=consortium).select_related("changed_by", "changed_for")
    return {one.question: one for one in rows}


def comparison_of(consortium: Consortium, *, at) -> Comparison:
    """The models compared for a consortium at that time: two queries (answers, weeks)."""
    weeks = weeks_to_form()
    tender, answers = tender_of(consortium, at=at, weeks=weeks), answers_of(consortium)
    given = {code: one.answer for code, one in answers.items()}
    return Comparison(compare(given, weeks=weeks, tender=tender), tender, answers)


def asked_in(section: str, tender: Tender) -> tuple[str, ...]:
    """The codes that members are asked in a section: not what the commissioner has said, or the deadline tells."""
    told = {*tender.answers, *([WEEKS_LEFT.code] if tender.days_left is not None else [])}
    return tuple(code for code in codes_of(section) if code not in told)


def is_model(code: str) -> bool:
    return code in PartnershipModel.values


def proposed_models(consortium: Consortium) -> list[Decision]:
    """The decisions about a model that members are still asked to agree to: one query."""
    found = Decision.objects.open().filter(consortium=consortium, kind="choose_model")
    return list(found.select_related("proposer__organisation"))
