"""What is known of the law of an opportunity, topic by topic, as its page shows it. Pure but for `Known`."""

from dataclasses import dataclass

from commissioners.choices import Regime, Reservation
from commissioners.law.answers import Answer
from commissioners.law.below_threshold import may_reserve_for_small, may_reserve_locally, needs_notices
from commissioners.law.facts import ACT_IN_FORCE
from commissioners.law.public_contracts import act_applies, is_public_contract
from commissioners.law.regulation_77 import could_be_reserved
from commissioners.law.reserved import may_be_reserved
from commissioners.law.selection_regime import selection_regime_applies

from .reading import Known

WHAT_RESERVED_MEANS = {
    Reservation.MUTUALS: "Only qualifying public service mutuals may bid (section 33 of the Procurement Act 2023): "
    "bodies that pass three tests of its own, and that entered into no comparable contract with the same authority in "
    "the three years before. Being a Mutual in this portal does not show that.",
    Reservation.SHELTERED: "Only supported employment providers may bid (section 32 of the Procurement Act 2023): "
    "organisations whose main aim is to integrate disabled or disadvantaged people, who are at least 30% of its "
    "workforce.",
    Reservation.SME_VCSE: "Only small and medium-sized, or voluntary and social, organisations are asked to bid.",
}


@dataclass(frozen=True)
class Topic:
    """One heading of the page: sentences that say what is stated, then questions with their answers."""

    title: str
    said: tuple[str, ...]
    answers: tuple[tuple[str, Answer], ...] = ()

    @property
    def name(self) -> str:
        """For the address of the heading."""
        return self.title.lower().replace(" ", "-")


def topics(known: Known) -> list[Topic]:
    """The topics in the order in which an officer goes through them."""
    found = [_regime(known), _value(known), _reserved(known), _route(known)]
    return [*found, _small(known)] if _may_be_small(known) else found


def _regime(known: Known) -> Topic:
    facts, health = known.facts, known.lists.health_care
    regime = known.opportunity.get_regime_display() if facts.regime else ""
    said = f"Its buyer says: {regime}." if regime else "Its buyer has not said under which law it is bought."
    answers = [
        ("Does the Procurement Act 2023 govern it?", act_applies(facts, health)),
        ("Does the Provider Selection Regime for health care govern it?", selection_regime_applies(facts, health)),
    ]
    return Topic("Which law", (said,), tuple(answers))


def _value(known: Known) -> Topic:
    words = {True: "Light touch services: yes.", False: "Light touch services: no.", None: ""}
    said = words[known.facts.is_light_touch] or "Its buyer has not said whether these are light touch services."
    if known.facts.regime == Regime.PSR:
        return Topic("Value and threshold", (said, "The Provider Selection Regime has no threshold."))
    question = "Is it a public contract, at or above the threshold?"
    return Topic("Value and threshold", (said,), ((question, is_public_contract(known.facts)),))


def _reserved(known: Known) -> Topic:
    codes = known.opportunity.reserved_for
    said = [f"{Reservation(code).label}. {WHAT_RESERVED_MEANS[Reservation(code)]}" for code in codes]
    facts, lists = known.facts, known.lists
    answers = []
    if facts.regime not in (Regime.PSR, Regime.PCR_2015):
        found = may_be_reserved(facts, reservable=lists.reservable, health_care=lists.health_care)
        answers.append(("May it be reserved for public service mutuals (section 33)?", found))
    if facts.regime == Regime.PCR_2015 or (facts.began_on is not None and facts.began_on < ACT_IN_FORCE):
        found = could_be_reserved(facts, lists.regulation_77)
        answers.append(("Could it be reserved under the older regulation 77?", found))
    return Topic("Reserved or not", tuple(said) or ("It is not stated to be reserved for anyone.",), tuple(answers))


def _route(known: Known) -> Topic:
    route = known.facts.route
    said = f"Its buyer says: {route.label}." if route else "Its buyer has not said by which route it is bought."
    chosen = [one for one in known.routes if one.route == route and one.key != "reserved_for_mutuals"]
    if len(chosen) > 1 and any(one.key == route.value for one in chosen):
        chosen = [one for one in chosen if one.key == route.value]
    return Topic("Route", (said,), tuple((f"{one.name}: is it open to the buyer?", one.answer) for one in chosen))


def _may_be_small(known: Known) -> bool:
    """Not known to be a public contract, nor under a law that has no such rules."""
    return known.facts.regime not in (Regime.PSR, Regime.PCR_2015) and not is_public_contract(known.facts).is_yes


def _small(known: Known) -> Topic:
    facts, health = known.facts, known.lists.health_care
    answers = (
        ("Does it need notices all the same?", needs_notices(facts, health)),
        ("May it be reserved for local or United Kingdom suppliers?", may_reserve_locally(facts, health)),
        ("May it be reserved for small or voluntary organisations?", may_reserve_for_small(facts, health)),
    )
    return Topic("If it is below the threshold", (), answers)
