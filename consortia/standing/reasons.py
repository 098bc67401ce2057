"""Why a consortium fits an opportunity, and what its members lack together. Pure."""

from consortia.matching.explain import FIELDS_OF_THE_OPPORTUNITY, Reason, about, counted, hundred, lean, listed, pounds
from consortia.matching.tender_reasons import commissioner_sentence, competition_sentence
from consortia.matching.unknown import BIT
from consortia.matching.weights import DETERMINANTS

from .facts import Together

# How each field that members may keep to themselves is named
KEPT = {"places": "where it delivers", "capacity": "capacity", "turnover": "turnover", "years": "when it was founded"}
# The bits of a match that each of them leaves open
LEAVES_OPEN = {"turnover": ("turnover", "exact_turnover")}


def together_reasons(facts: Together, parts: dict[str, float], unknown: int, w) -> list[Reason]:
    """One sentence for each determinant, in order. `parts` and `unknown` as stored with the match."""
    whole = facts.whole
    say = {
        "geography": (_places(facts), ("places", "opportunity_places")),
        "size": (_size(facts), ("turnover", "exact_turnover", "minimum_turnover")),
        "service": (_services(facts), ()),
        "competition": (competition_sentence(whole, parts["competition"], w), ("opportunity_places",)),
        "commissioner": (commissioner_sentence(whole), ("openness",)),
        "history": (_history(facts), ("history",)),
    }
    return [
        Reason(name, parts[name], text, lean(parts[name], is_unknown=any(unknown & BIT[field] for field in fields)))
        for name, (text, fields) in ((name, say[name]) for name in DETERMINANTS)
    ]


def _places(facts: Together) -> str:
    whole, asked = facts.whole, len(facts.whole.asked_places)
    if whole.serves_anywhere:
        anywhere = [one.member for one in facts.places if one.anywhere]
        verb = "delivers" if len(anywhere) == 1 else "deliver"
        return f"{listed(anywhere)} {verb} anywhere in England, with evidence."
    if not asked:
        return "The notice does not say where."
    said = f"Together you deliver in {len(whole.served)} of {counted(asked, 'place')} asked"
    if whole.next_door:
        verb = "is" if len(whole.next_door) == 1 else "are"
        said += f"; {listed(whole.next_door)} {verb} next door"
    return said + "."


def _size(facts: Together) -> str:
    asked, turnover = facts.whole.minimum_turnover, facts.turnover
    if asked is None:
        return "Neither a minimum turnover nor a yearly value is given."
    wanted = f"the {pounds(asked)} a year asked"
    if not facts.whole.minimum_is_stated:
        wanted = f"{about(asked)} a year (twice the yearly value, as no minimum is asked)"
    if turnover is None:
        return f"None of you shows its turnover, to compare with {wanted}."
    low, high = turnover
    silent = facts.without_turnover
    span = f"{pounds(low)} to {pounds(high)}" if high != float("inf") else f"{pounds(low)} or more"
    said = f"The turnovers that you show add up to {span} a year"
    if low >= asked:
        return f"{said}, which meets {wanted}."
    if high <= asked and not silent:
        return f"{said}, below {wanted}: a larger partner is needed."
    more = f" and {listed(silent)} {'does' if len(silent) == 1 else 'do'} not show more" if silent else ""
    return f"{said}{more}: whether that meets {wanted} is not certain."


def _services(facts: Together) -> str:
    whole = facts.whole
    said = f"Together you offer {len(whole.offered)} of {counted(len(whole.asked_services), 'service')} asked"
    if whole.missing_services:
        said += f", not {listed(whole.missing_services)}"
    if whole.claimed:
        verb = "counts" if len(whole.claimed) == 1 else "count"
        said += f"; {listed(whole.claimed)} {verb} less, as no member shows evidence"
    return said + "."


def _history(facts: Together) -> str:
    whole = facts.whole
    whom = "these buyers" if whole.buyers else "this commissioner"
    known = [
        counted(number, what)
        for number, what in ((whole.contracts, "contract"), (whole.joint_bids, "joint bid"))
        if number
    ]
    said = f"No contract or joint bid of a member with {whom} is known"
    if known:
        said = f"{listed(facts.known_to_buyers)}: {listed(known)} with {whom}"
        said += f" since {whole.since}" if whole.since else ""
    if whole.priorities:
        met = f"you offer {listed(whole.priorities_met)}" if whole.priorities_met else "you offer none"
        said += f"; of {counted(len(whole.priorities), 'published priority', 'published priorities')} {met}"
    return said + "."


def lacking(facts: Together) -> list[str]:
    """What the members lack even together, as sentences; empty if nothing that is known."""
    whole, found = facts.whole, []
    if whole.missing_services:
        found.append(f"Services that none of you shows: {listed(whole.missing_services, 6)}.")
    if whole.missing_places:
        found.append(f"Places that none of you shows: {listed(whole.missing_places, 6)}.")
    asked, turnover = whole.minimum_turnover, facts.turnover
    if asked is not None and turnover and turnover[1] < asked and not facts.without_turnover:
        say = pounds if whole.minimum_is_stated else about
        found.append(f"Turnover: at least {say(asked - turnover[1])} a year short of {say(asked)}.")
    if whole.openness == "not_accepted":
        found.append("Leave to bid together: the commissioner does not accept consortia.")
    return found


def left_open(silent: dict[str, list[str]], unknown: int, low: float, high: float) -> list[str]:
    """What is not known and what it could change, as sentences. `silent`: field -> the members that do not show it."""
    if low == high or not unknown:
        return []
    said = [
        f"Not shown: {KEPT[field]} ({listed(members, 9)})."
        for field, members in silent.items()
        if members and any(unknown & BIT[bit] for bit in LEAVES_OPEN.get(field, (field,)))
    ]
    if unknown & BIT["exact_turnover"] and not silent.get("turnover"):
        said.append("Turnovers are added up by their bands: nobody's exact figure is used here.")
    theirs = [name for field, name in FIELDS_OF_THE_OPPORTUNITY.items() if unknown & BIT[field]]
    if theirs:
        said.append(f"The notice does not say: {listed(theirs, 9)}.")
    return [*said, f"Knowing more could move this score between {hundred(low)} and {hundred(high)}."]
