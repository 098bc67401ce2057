"""Why an organisation fits an opportunity, and what it lacks to bid alone. Pure."""

from dataclasses import dataclass
from math import log

from .explain import Reason, about, counted, graded, lean, listed, pounds
from .unknown import BIT
from .weights import DEFAULT, DETERMINANTS

OPENNESS = {
    "not_accepted": "does not accept consortia",
    "accepted": "accepts consortia",
    "welcomed": "welcomes consortia",
    "required": "requires a consortium",
}


@dataclass(frozen=True)
class TenderFacts:
    """What is true now of one organisation and one opportunity. Names are in the order of lists."""

    body: str
    buyers: tuple[str, ...]  # those who buy with it
    openness: str
    asked_places: tuple[str, ...]
    served: tuple[str, ...]
    next_door: tuple[str, ...]
    serves_anywhere: bool
    load: float | None
    turnover: float | None  # exact, pounds a year
    band: tuple[float, float] | None  # edges, where no exact turnover is told
    minimum_turnover: float | None
    minimum_is_stated: bool
    years: float | None
    asked_services: tuple[str, ...]
    offered: tuple[str, ...]
    claimed: tuple[str, ...]  # of the offered, those without evidence, whole groups aside
    asked_whole: dict[str, tuple[str, ...]]  # whole groups asked for: your services within each
    contracts: int
    joint_bids: int
    since: int | None  # year of the first of them
    bids: tuple[int, ...]  # that the buyers' latest awards of these services drew, newest first
    priorities: tuple[str, ...]  # published by the buyers
    priorities_met: tuple[str, ...]

    @property
    def missing_services(self) -> tuple[str, ...]:
        return tuple(name for name in self.asked_services if name not in self.offered)

    @property
    def missing_places(self) -> tuple[str, ...]:
        return () if self.serves_anywhere else tuple(name for name in self.asked_places if name not in self.served)


def tender_reasons(facts: TenderFacts, parts: dict[str, float], unknown: int, w=DEFAULT) -> list[Reason]:
    """One sentence for each determinant, in order. `parts` and `unknown` as stored with the match."""
    say = {
        "geography": (_geography(facts), ("places", "opportunity_places")),
        "size": (_size(facts), ("turnover", "minimum_turnover")),
        "service": (_service(facts), ()),
        "competition": (competition_sentence(facts, parts["competition"], w), ("opportunity_places",)),
        "commissioner": (commissioner_sentence(facts), ("openness",)),
        "history": (_history(facts), ("history",)),
    }
    reasons = []
    for name in DETERMINANTS:
        text, fields = say[name]
        is_unknown = any(unknown & BIT[field] for field in fields)
        reasons.append(Reason(name, parts[name], text, lean(parts[name], is_unknown=is_unknown)))
    return reasons


def _geography(facts: TenderFacts) -> str:
    return _places(facts) + _room(facts.load)


def _places(facts: TenderFacts) -> str:
    asked = len(facts.asked_places)
    if facts.serves_anywhere:
        return "You deliver anywhere in England, with evidence"
    if not asked:
        return "The notice does not say where"
    if asked == 1:
        place = facts.asked_places[0]
        said = f"You deliver in {place}" if facts.served else f"You do not deliver in {place}"
        return said + (", which is next door to where you do" if facts.next_door else "")
    said = f"Covers {len(facts.served)} of {asked} places"
    if facts.next_door:
        verb = "is" if len(facts.next_door) == 1 else "are"
        said += f"; {listed(facts.next_door)} {verb} next door"
    return said


def _room(load: float | None) -> str:
    if load is None:
        return "."
    if load >= 1.25:
        return f", and you have little room for more work: {load:.0%} of your capacity is in use."
    if load <= 0.75:
        return f", and you have room for more work: {load:.0%} of your capacity is in use."
    return "."


def _size(facts: TenderFacts) -> str:
    asked = facts.minimum_turnover
    if asked is None:
        return "Neither a minimum turnover nor a yearly value is given."
    wanted = f"the {pounds(asked)} a year asked"
    if not facts.minimum_is_stated:
        wanted = f"{about(asked)} a year (twice the yearly value, as no minimum is asked)"
    if facts.turnover is not None:
        if facts.turnover >= asked:
            return f"Your turnover of {pounds(facts.turnover)} meets {wanted}."
        return f"Your turnover of {pounds(facts.turnover)} is below {wanted}: a lead or a partner is needed."
    if facts.band is None:
        return f"Your turnover is not known, to compare with {wanted}."
    low, high = facts.band
    if low >= asked:
        return f"Your turnover band meets {wanted}."
    if high <= asked:
        return f"Your turnover band is below {wanted}: a lead or a partner is needed."
    return f"Your turnover band includes {wanted}: give your exact turnover to see whether it is enough."


def _service(facts: TenderFacts) -> str:
    asked = facts.asked_services
    if len(asked) == 1:
        said = f"You offer {asked[0]}"
    else:
        said = f"You offer {len(facts.offered)} of {len(asked)} services asked"
        if facts.missing_services:
            said += f", not {listed(facts.missing_services)}"
    for group, within in facts.asked_whole.items():
        if within:
            verb = "is" if len(within) == 1 else "are"
            said += f"; {group} is asked for as a whole, and {listed(within)} {verb} part of it"
            said += ", which counts less because the notice does not say which part is wanted"
    if facts.claimed:
        without = listed(facts.claimed) if len(asked) > 1 else "it"
        verb = "counts" if len(facts.claimed) == 1 else "count"
        said += f"; {without} {verb} less until a contract is named or staff verify it"
    return said + "."


def competition_sentence(facts: TenderFacts, part: float, w) -> str:
    density = -w["constants"]["crowd"] * log(max(1 - part, 1e-9))
    where = "here" if facts.asked_places else "across England"
    drew = _bids(facts)
    if density < 0.05:
        few = "few rivals, few partners to choose from"
        return f"Hardly anyone in the directory shows these services {where}: {few}.{drew}"
    many = f"About {density:.1f} providers of these services for every 10,000 postcodes {where}"
    few, some = "few rivals, and few partners to choose from", "some partners to choose from"
    return f"{many}: {graded(part, few, some, 'a crowded market, more choice of partners')}.{drew}"


def _bids(facts: TenderFacts) -> str:
    """How contested it was before, which the score does not count."""
    if not facts.bids:
        return ""
    whose = "these buyers" if facts.buyers else "this commissioner"
    if len(facts.bids) == 1:
        return f" The latest award of these services by {whose} drew {counted(facts.bids[0], 'bid')}."
    return (
        f" The latest {len(facts.bids)} awards of these services by {whose} drew {listed(map(str, facts.bids))} bids."
    )


def commissioner_sentence(facts: TenderFacts) -> str:
    said = OPENNESS.get(facts.openness, "has not said whether consortia are accepted")
    if facts.buyers:
        return f"{facts.body} {said}, and buys together with {listed(facts.buyers)}."
    return f"{facts.body} {said}."


def _history(facts: TenderFacts) -> str:
    known = []
    if facts.contracts:
        known.append(counted(facts.contracts, "contract"))
    if facts.joint_bids:
        known.append(counted(facts.joint_bids, "joint bid"))
    if known:
        said = f"{listed(known)} with {'these buyers' if facts.buyers else 'this commissioner'}"
        said += f" since {facts.since}" if facts.since else ""
    else:
        said = f"No contract or joint bid with {'these buyers' if facts.buyers else 'this commissioner'} is recorded"
    said = said[0].upper() + said[1:]
    if facts.priorities:
        met = "none is a service of yours"
        if facts.priorities_met:
            met = f"you offer {listed(facts.priorities_met)}"
        said += f"; of {counted(len(facts.priorities), 'published priority', 'published priorities')} {met}"
    return said + "."


def lacks(facts: TenderFacts) -> list[str]:
    """What the organisation lacks to bid alone, as sentences; empty if nothing that is known."""
    found = []
    if facts.missing_services:
        found.append(f"Services that you do not offer: {listed(facts.missing_services, 6)}.")
    if facts.missing_places:
        found.append(f"Places where you do not deliver: {listed(facts.missing_places, 6)}.")
    asked, say = facts.minimum_turnover, pounds if facts.minimum_is_stated else about
    if asked is not None and facts.turnover is not None and facts.turnover < asked:
        found.append(f"Turnover: {say(asked - facts.turnover)} a year short of {say(asked)}.")
    elif asked is not None and facts.turnover is None and facts.band is not None and facts.band[1] <= asked:
        short = say(asked - facts.band[1])
        found.append(
            f"Turnover: at least {short} a year short of {say(asked)}."
            if asked > facts.band[1]
            else f"Turnover: your band ends below {say(asked)} a year."
        )
    if facts.openness == "required":
        found.append("A partner: the commissioner requires a consortium.")
    return found
