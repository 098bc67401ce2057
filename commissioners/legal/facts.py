"""An opportunity as the law sees it: `law.facts.Facts` from what is stored. What is not known is None there."""

from decimal import Decimal

from commissioners.choices import BodyKind, BuyerClass, Regime, Route
from commissioners.law.facts import Facts
from commissioners.law.selection_processes import QUESTIONS, ProcessQuestions
from commissioners.models import Opportunity, RouteQuestions

from .beginnings import began_on

ASKED = (
    *("is_health_care", "is_mixed", "main_subject_is_health_care", "could_be_separate"),
    *("suitable_framework", "suitable_dynamic_market"),
)


def facts_of(opportunity: Opportunity, questions: RouteQuestions | None = None) -> Facts:
    """What is known of it. `questions`: what its buyer answered in the guide, for the buyer's own people only.

    Reads the body, its places, the joint buyers and the lots with their places: prefetch them to save queries.
    """
    lots = list(opportunity.lots.all())
    body = opportunity.body
    answers = {name: getattr(questions, name) for name in ASKED} if questions else {}
    return Facts(
        regime=Regime(opportunity.regime),
        route=Route(opportunity.route),
        began_on=began_on(opportunity),
        buyer_kind=BodyKind(body.kind),
        buyer_class=buyer_class_of(opportunity),
        is_in_england=_in_england(opportunity, lots),
        is_school=body.is_school,
        is_best_value_authority=body.is_best_value_authority,
        services=frozenset(opportunity.cpv_codes) or None,
        is_light_touch=opportunity.is_light_touch,
        value_with_vat=_value(opportunity, lots, "value_with_vat"),
        value_without_vat=_value(opportunity, lots, "value"),
        **_term(opportunity, lots),
        **answers,
    )


def process_questions_of(questions: RouteQuestions | None) -> ProcessQuestions:
    """What the buyer answered of the processes of the Provider Selection Regime."""
    if questions is None:
        return ProcessQuestions()
    return ProcessQuestions(**{name: getattr(questions, name) for name in QUESTIONS})


def questions_of(opportunity: Opportunity) -> RouteQuestions | None:
    """What the buyer answered in the guide, or None."""
    return RouteQuestions.objects.filter(opportunity=opportunity).first()


def buyer_class_of(opportunity: Opportunity) -> BuyerClass:
    """The class that the body and its joint buyers share; not known where they differ."""
    classes = {opportunity.body.buyer_class, *(body.buyer_class for body in opportunity.joint_buyers.all())}
    return BuyerClass(classes.pop()) if len(classes) == 1 else BuyerClass.NOT_KNOWN


def _in_england(opportunity: Opportunity, lots) -> bool | None:
    """The portal's places are all in England: whatever names one is there."""
    if opportunity.outside_england:
        return False
    named = any(lot.is_nationwide or lot.regions.all() or lot.places.all() for lot in lots)
    return True if named or opportunity.body.places.all() else None


def _value(opportunity: Opportunity, lots, name: str) -> Decimal | None:
    """The total as stated, or of the lots where each has a value."""
    stated = getattr(opportunity, name)
    if stated is not None:
        return stated
    values = [getattr(lot, name) for lot in lots]
    return sum(values, Decimal(0)) if values and None not in values else None


def _term(opportunity: Opportunity, lots) -> dict:
    """First day, last day and last extension; those of the lots where the whole does not say."""
    starts = [lot.starts_on for lot in lots if lot.starts_on]
    ends = [lot.ends_on for lot in lots if lot.ends_on]
    return {
        "starts_on": opportunity.starts_on or min(starts, default=None),
        "ends_on": opportunity.ends_on or max(ends, default=None),
        "may_be_extended": opportunity.may_be_extended,
        "may_extend_to": opportunity.may_extend_to,
    }
