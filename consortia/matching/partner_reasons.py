"""Why two organisations would be stronger together, as one of them reads it. Pure.

Made only from what both show to every signed-in organisation.
"""

from dataclasses import dataclass

from .explain import Reason, counted, lean, listed, pounds
from .unknown import BIT
from .weights import DETERMINANTS

TITLES = {
    "geography": "Places",
    "size": "Size together",
    "service": "Services",
    "competition": "Not competing",
    "commissioner": "Commissioners they know",
    "history": "History together",
}

# How far two places on a scale from 1 to 5 are apart, in words.
APART = ("the same", "nearly the same", "somewhat different", "different", "very different")


@dataclass(frozen=True)
class PartnerFacts:
    """What is shown now of a partner, beside what the reader's organisation ("you") shows."""

    services_known: bool  # both show theirs
    brings_services: tuple[str, ...]  # the partner has them, you do not, and tenders ask for them with yours
    places_known: bool
    delivers_anywhere: bool
    you_deliver_anywhere: bool
    brings_places: tuple[str, ...]  # where the partner delivers and you do not
    next_door: tuple[str, ...]  # those of them next door to yours
    bands_known: bool
    together_at_least: float | None  # the lower edges of both turnover bands, pounds a year
    shared_services: tuple[str, ...]
    shared_places: int  # of your places; where the partner delivers too
    own_places: int
    history_known: bool
    known_buyers: tuple[str, ...]  # buyers in your places whom the partner worked for or bid to jointly
    bids_together: int
    contracts_together: int
    consortia_together: tuple[str, ...]
    shared_networks: tuple[str, ...]
    shared_values: tuple[str, ...]
    values_known: bool
    own_values: int
    pace_apart: int | None
    governance_apart: int | None


def partner_reasons(facts: PartnerFacts, parts: dict[str, float], unknown: int) -> list[Reason]:
    """One sentence for each determinant of what the partner brings to you, in order."""
    say = {
        "geography": (_geography(facts, parts["geography"]), ("places", "partner_places")),
        "size": (_size(facts, parts["size"]), ("turnover", "partner_turnover")),
        "service": (_service(facts), ("services", "partner_services")),
        "competition": (_competition(facts), ()),
        "commissioner": (_commissioner(facts), ("partner_history",)),
        "history": (_history(facts), ()),
    }
    reasons = []
    for name in DETERMINANTS:
        text, fields = say[name]
        is_unknown = any(unknown & BIT[field] for field in fields)
        reasons.append(Reason(name, parts[name], text, lean(parts[name], is_unknown=is_unknown), TITLES[name]))
    return reasons


def _geography(facts: PartnerFacts, part: float) -> str:
    if not facts.places_known:
        return "It is not known whether your places add up: not both of you show where you deliver."
    if facts.you_deliver_anywhere:
        return "You deliver anywhere in England, so no place is missing."
    if facts.delivers_anywhere:
        return "They deliver anywhere in England, with evidence."
    if not facts.brings_places:
        return "They deliver in no place where you do not."
    if facts.next_door:
        verb = "is" if len(facts.next_door) == 1 else "are"
        said = f"They deliver in {listed(facts.next_door)}, which {verb} next door to your places"
        rest = len(facts.brings_places) - len(facts.next_door)
        return said + (f", and in {counted(rest, 'place')} more where you do not." if rest else ".")
    said = f"They deliver in {listed(facts.brings_places)}, where you do not"
    return said + ("." if part > 0 else ", but tenders have not asked for that together with your places.")


def _size(facts: PartnerFacts, part: float) -> str:
    if not facts.bands_known or facts.together_at_least is None:
        return "It is not known how big you are together: not both of you show a turnover band."
    together = f"By your turnover bands you have at least {pounds(facts.together_at_least)} a year together"
    if part > 0:
        return together + ", which meets minimum turnovers in your market that your band alone does not assure."
    return together + ", which meets no more of the minimum turnovers in your market than your band alone."


def _service(facts: PartnerFacts) -> str:
    if not facts.services_known:
        return "Not both of you show your services."
    if not facts.brings_services:
        return "They offer nothing that you do not and that tenders ask for together with your services."
    return f"They offer {listed(facts.brings_services)}, which you do not and tenders ask for together with yours."


def _competition(facts: PartnerFacts) -> str:
    if not (facts.services_known and facts.places_known):
        return "Whether you compete cannot be told from what you both show."
    if not facts.shared_services or not facts.shared_places:
        return "You do not compete: no service of yours is theirs too in the same place."
    where = f"in {facts.shared_places} of your {counted(facts.own_places, 'place')}"
    if facts.shared_places == facts.own_places:
        where = f"in all {facts.own_places} of your places" if facts.own_places > 1 else "in your one place"
    return f"They offer {listed(facts.shared_services)} as you do, {where}: you may want the same contracts."


def _commissioner(facts: PartnerFacts) -> str:
    if facts.known_buyers:
        return f"They have worked for, or bid jointly to, {listed(facts.known_buyers)}, who buy in your places."
    if not facts.history_known:
        return "No public award of theirs with buyers in your places is recorded. Partners may show each other more."
    return "No contract or joint bid of theirs with the buyers in your places is recorded."


def _history(facts: PartnerFacts) -> str:
    done = []
    if facts.contracts_together:
        done.append(f"won {counted(facts.contracts_together, 'contract')} together")
    if facts.bids_together:
        done.append(f"made {counted(facts.bids_together, 'joint bid')}")
    if facts.consortia_together:
        done.append(f"been together in {listed(facts.consortia_together)}")
    if done:
        return f"You have {listed(done)}."
    if facts.shared_networks:
        return f"You are both in {listed(facts.shared_networks)}."
    return "You have not bid together and share no network that you both show."


def alignment_sentence(facts: PartnerFacts) -> str:
    """How alike the two are in values and ways of working."""
    said = []
    if facts.values_known:
        shared = f": {listed(facts.shared_values).lower()}" if facts.shared_values else ""
        said.append(
            f"You share {len(facts.shared_values) or 'none'} of your {counted(facts.own_values, 'value')}{shared}"
        )
    for name, apart in (("pace of decisions", facts.pace_apart), ("way of governing", facts.governance_apart)):
        if apart is not None:
            said.append(f"your {name} is {APART[apart]}")
    if not said:
        return "How alike you are in values and ways of working is not known: not both of you show them."
    text = "; ".join(said)
    return text[0].upper() + text[1:] + "."
