"""The guide for buyers: which questions are asked in which step, and what each route then says."""

from dataclasses import dataclass

from django.urls import reverse

from commissioners.choices import Regime, Reservation, Route
from commissioners.law.answers import Answer
from commissioners.law.routes import RouteAnswer
from commissioners.law.selection_processes import QUESTIONS
from commissioners.law.selection_regime import selection_regime_applies
from commissioners.models import Opportunity

from .reading import Known, known_of

RESERVATIONS = {"reserved_for_mutuals": Reservation.MUTUALS, "reserved_for_small": Reservation.SME_VCSE}
SELECTION = {"selection_most_suitable", "selection_competitive"}
HEALTH = {
    "is_health_care": "Is any of it health care?",
    "is_mixed": "Are other goods or services bought with the health care?",
    "main_subject_is_health_care": "Is health care the main subject of the contract?",
    "could_be_separate": "Could the rest reasonably be supplied under a separate contract?",
}
WAYS = {
    "suitable_framework": "Is there a framework agreement that covers it?",
    "suitable_dynamic_market": "Is there a dynamic market that covers it?",
    "is_pilot": "Is it a pilot: a small trial before a larger contract?",
}


@dataclass(frozen=True)
class Step:
    """A page of questions: (name of the field, question)."""

    name: str
    title: str
    lede: str
    questions: dict[str, str]


STEPS = (
    Step(
        "health-care",
        "Health care",
        "Health care services for the health service in England are bought under a law of their own, the Provider "
        "Selection Regime. Social care is not health care here.",
        HEALTH,
    ),
    Step("ways", "Frameworks, markets and pilots", "Some routes are open only where something is there already.", WAYS),
    Step(
        "processes",
        "Provider Selection Regime",
        "These decide which process must or may be followed.",
        QUESTIONS,
    ),
)


def steps_for(opportunity: Opportunity) -> list[Step]:
    """The steps to ask: those of the Provider Selection Regime unless it is known not to govern."""
    known = known_of(opportunity, for_buyer=True)
    regime = selection_regime_applies(known.facts, known.lists.health_care)
    return [step for step in STEPS if step.name != "processes" or not regime.is_no]


def next_address(opportunity: Opportunity, step: Step) -> str:
    """The page after that step: the next one, or every route with its answer."""
    names = [one.name for one in steps_for(opportunity)]
    position = names.index(step.name) + 1 if step.name in names else len(names)
    if position < len(names):
        return reverse("law_question_step", args=[opportunity.pk, names[position]])
    return reverse("law_routes", args=[opportunity.pk])


@dataclass(frozen=True)
class Choice:
    """One route as the guide offers it."""

    key: str
    name: str
    answer: Answer
    route: Route | None  # None: it is a way of using another route
    is_chosen: bool

    @property
    def regime(self) -> Regime:
        """The law that the route belongs to."""
        return Regime.PSR if self.key.startswith("selection_") else Regime.PROCUREMENT_ACT

    @property
    def reservation(self) -> Reservation | None:
        """For whom the route reserves it, where the portal has a word for them."""
        return RESERVATIONS.get(self.key)


def choices(known: Known) -> list[Choice]:
    """Every route with its answer, those that are open first; a pilot only where the buyer says that it is one."""
    is_pilot = known.questions.is_pilot if known.questions else None
    order = ("yes", "risk", "not_known", "no")
    found = [_choice(one, known.opportunity) for one in known.routes if one.key != "pilot" or is_pilot]
    return sorted(found, key=lambda choice: order.index(choice.answer.verdict.value))


def _choice(one: RouteAnswer, opportunity: Opportunity) -> Choice:
    reservation = RESERVATIONS.get(one.key)
    is_plain = one.route is not None and (one.key == one.route.value or one.key in SELECTION)
    is_chosen = reservation in opportunity.reserved_for if reservation else is_plain
    return Choice(one.key, one.name, one.answer, one.route, is_chosen and one.route == opportunity.route)
