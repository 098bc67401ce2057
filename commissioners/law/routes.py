"""Which routes are open to a buyer, each with its rule: what may be done, never what should be.

Procurement Act 2023, Part 3: https://www.legislation.gov.uk/ukpga/2023/54/part/3; Provider Selection Regime:
https://www.legislation.gov.uk/uksi/2023/1348/part/2.
"""

from dataclasses import dataclass, replace

from commissioners.choices import Route
from commissioners.law import sources
from commissioners.law.answers import Answer, Verdict, answer, conclude
from commissioners.law.below_threshold import is_below_threshold, may_reserve_for_small, may_reserve_locally
from commissioners.law.facts import Facts, ListedServices
from commissioners.law.public_contracts import act_applies, is_public_contract
from commissioners.law.reserved import conditions
from commissioners.law.selection_processes import Process, ProcessQuestions, processes
from commissioners.law.selection_regime import selection_regime_applies
from commissioners.law.sources import Source

# Schedule 5 of the Act, in plain words; listed for the buyer, who has to justify one in a transparency notice
DIRECT_AWARD_GROUNDS = (
    "a prototype, or development of something new",
    "only one supplier can supply it (intellectual property, a unique work of art, technical reasons)",
    "additional or repeat goods, services or works from an existing supplier, within limits",
    "goods bought on a commodity market, or on especially good terms in an insolvency",
    "extreme and unavoidable urgency, or to protect life under regulations",
    "user choice: a person, or their carer, has the right to choose the provider of light touch services",
    "no suitable tenders in a competition (section 43)",
)


@dataclass(frozen=True, kw_only=True)
class Lists:
    """The lists that staff enter from the law; None until they have."""

    reservable: ListedServices | None = None
    health_care: ListedServices | None = None


@dataclass(frozen=True)
class RouteAnswer:
    """One route: a short key, its name, the choice that it stands for (if it has one), and the answer."""

    key: str
    name: str
    route: Route | None
    answer: Answer


def routes(facts: Facts, lists: Lists, questions: ProcessQuestions | None = None) -> list[RouteAnswer]:
    """Every route in the order of the Act, then below the threshold, then the Provider Selection Regime.

    Yes: open to the buyer. No: not. Not known: it depends on what has not been said. Risk: it rests on guidance alone.
    Source: Procurement Act 2023, sections 19, 20, 33, 34, 41 and 45; SI 2023/1348, regulation 6.
    """
    return [*_public(facts, lists), *_small(facts, lists), *_health(facts, lists, questions or ProcessQuestions())]


def _public(facts: Facts, lists: Lists) -> list[RouteAnswer]:
    """Routes of Part 3 of the Act, for public contracts."""
    applies = act_applies(facts, lists.health_care)
    ready = [applies, _of_part_3(facts)]
    flexible = "The buyer designs its own procedure, in proportion to what it buys."
    return [
        _route(Route.OPEN, sources.PROCEDURES, ready, "Anyone may tender, in a single stage."),
        _route(Route.COMPETITIVE_FLEXIBLE, sources.PROCEDURES, ready, flexible),
        _reserved_for_mutuals(facts, lists),
        RouteAnswer(
            Route.DIRECT_AWARD.value, Route.DIRECT_AWARD.label, Route.DIRECT_AWARD, _direct_award(facts, applies)
        ),
        *_from_those_on_it(facts, applies),
    ]


def _reserved_for_mutuals(facts: Facts, lists: Lists) -> RouteAnswer:
    """Section 33, should the buyer choose a competitive flexible procedure."""
    found = conclude(
        sources.MUTUALS,
        conditions(facts, reservable=lists.reservable, health_care=lists.health_care),
        when_yes="It may be reserved under section 33, by a competitive flexible procedure.",
    )
    name = "Competitive flexible procedure reserved for public service mutuals"
    return RouteAnswer("reserved_for_mutuals", name, Route.COMPETITIVE_FLEXIBLE, found)


def _of_part_3(facts: Facts) -> Answer:
    """A public contract; if it is none, where to look instead."""
    found = is_public_contract(facts)
    if not found.is_no:
        return found
    return replace(
        found, because=(*found.because, "A competition below the threshold follows Part 6 of the Act instead.")
    )


def _from_those_on_it(facts: Facts, applies: Answer) -> list[RouteAnswer]:
    """Frameworks and dynamic markets, above and below the threshold: where one covers it."""
    framework = _there_is(facts.suitable_framework, sources.FRAMEWORKS, "framework that covers it")
    market = _there_is(facts.suitable_dynamic_market, sources.DYNAMIC_MARKETS, "dynamic market that covers it")
    called_off = "A framework covers it: it may be called off as the framework says."
    members = "A dynamic market covers it: its members may be asked to tender (public contracts: competitive flexible)."
    return [
        _route(Route.FRAMEWORK_CALL_OFF, sources.FRAMEWORKS, [applies, framework], called_off),
        _route(Route.DYNAMIC_MARKET, sources.DYNAMIC_MARKETS, [applies, market], members),
    ]


def _small(facts: Facts, lists: Lists) -> list[RouteAnswer]:
    """Routes below the threshold."""
    below = is_below_threshold(facts, lists.health_care)
    pilot = "A pilot of this value may be bought below the threshold, unless it is split off to come below it."
    return [
        RouteAnswer("below_threshold", Route.BELOW_THRESHOLD.label, Route.BELOW_THRESHOLD, below),
        RouteAnswer("pilot", "A pilot below the threshold", None, conclude(sources.VALUE, [below], when_yes=pilot)),
        RouteAnswer(
            "reserved_locally",
            "Below the threshold, reserved for local or United Kingdom suppliers",
            Route.BELOW_THRESHOLD,
            may_reserve_locally(facts, lists.health_care),
        ),
        RouteAnswer(
            "reserved_for_small",
            "Below the threshold, reserved for small or voluntary organisations",
            Route.BELOW_THRESHOLD,
            may_reserve_for_small(facts, lists.health_care),
        ),
    ]


def _health(facts: Facts, lists: Lists, questions: ProcessQuestions) -> list[RouteAnswer]:
    """The processes of the Provider Selection Regime."""
    regime = selection_regime_applies(facts, lists.health_care)
    choices = {Process.MOST_SUITABLE: Route.PSR_MOST_SUITABLE, Process.COMPETITIVE: Route.PSR_COMPETITIVE}
    return [
        RouteAnswer(
            f"selection_{process.value}",
            f"Provider Selection Regime: {process.label[0].lower()}{process.label[1:]}",
            choices.get(process, Route.PSR_DIRECT_AWARD),
            conclude(sources.PROCESSES, [regime, found], when_yes=found.because[0]),
        )
        for process, found in processes(questions).items()
    ]


def _direct_award(facts: Facts, applies: Answer) -> Answer:
    """Never judged: the grounds are listed, and the buyer justifies one. Below the threshold it needs none."""
    public = is_public_contract(facts)
    parts = (applies, public)
    if not applies.is_yes:
        return answer(applies.verdict, sources.DIRECT_AWARD, *applies.because, parts=parts)
    if public.is_no:
        line = "Below the threshold the Act asks for no ground. The buyer's own rules may ask for quotations."
        return answer(Verdict.YES, sources.BELOW_THRESHOLD, line, parts=parts)
    lines = (
        "A public contract may be awarded directly only if a ground of the Act holds, which the buyer justifies in a "
        "transparency notice (UK5) beforehand.",
        "The grounds are: " + "; ".join(DIRECT_AWARD_GROUNDS) + ".",
    )
    return answer(Verdict.NOT_KNOWN, sources.DIRECT_AWARD, *lines, parts=parts)


def _there_is(value: bool | None, source: Source, what: str) -> Answer:
    if value is None:
        return answer(Verdict.NOT_KNOWN, source, f"It is not known whether there is a {what}.")
    return answer(Verdict.YES if value else Verdict.NO, source, f"There is {'a' if value else 'no'} {what}.")


def _route(route: Route, source: Source, parts: list[Answer], when_yes: str) -> RouteAnswer:
    return RouteAnswer(route.value, route.label, route, conclude(source, parts, when_yes=when_yes))
