"""Everything that the rules are asked with about one opportunity, read once."""

from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects

from commissioners.choices import Regime, Route
from commissioners.law.answers import Answer
from commissioners.law.facts import Facts
from commissioners.law.reserved import may_be_reserved
from commissioners.law.routes import RouteAnswer, routes
from commissioners.models import Opportunity, RouteQuestions

from .facts import facts_of, process_questions_of, questions_of
from .lists import EnteredLists, entered_lists

RELATED = ("lots__regions", "lots__places", "joint_buyers", "body__places")


@dataclass(frozen=True)
class Known:
    """What is known of the law of an opportunity. `questions` is None for whoever does not act for its buyers."""

    opportunity: Opportunity
    facts: Facts
    lists: EnteredLists
    questions: RouteQuestions | None = None

    @property
    def routes(self) -> list[RouteAnswer]:
        """Every route with its answer."""
        return routes(self.facts, self.lists.of_routes, process_questions_of(self.questions))


def known_of(opportunity: Opportunity, *, for_buyer: bool = False) -> Known:
    """`for_buyer`: with what the buyer answered in the guide, which only its own people may see. A constant number of
    queries."""
    prefetch_related_objects([opportunity], *RELATED)
    questions = questions_of(opportunity) if for_buyer else None
    facts = facts_of(opportunity, questions)
    return Known(opportunity, facts, entered_lists(facts.began_on), questions)


def reservation_check(opportunity: Opportunity, typed: dict) -> Answer:
    """Whether it may be reserved for public service mutuals, were the fields in `typed` already as they are there."""
    known = known_of(opportunity, for_buyer=True)
    facts = replace(
        known.facts,
        regime=Regime(typed.get("regime") or ""),
        route=Route(typed.get("route") or ""),
        services=frozenset(typed.get("cpv_codes") or ()) or None,
        is_light_touch=typed.get("is_light_touch"),
    )
    return may_be_reserved(facts, reservable=known.lists.reservable, health_care=known.lists.health_care)
