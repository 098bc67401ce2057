"""Why an organisation has the scope to partner that it has: one sentence for each determinant. Pure."""

from math import log

from .explain import Reason, graded, hundred, lean
from .weights import DEFAULT

NEED = ("geography", "size", "service", "competition", "commissioner", "history")
READINESS = ("size", "history", "geography", "service")

_NEED_NOT_KNOWN = {
    "geography": "It depends on your volume of work, your capacity and your places, and not all of them are known.",
    "size": "It depends on your turnover and on what tenders in your market ask, and not both are known.",
    "service": "You have not said which services you deliver.",
    "competition": "You have not said where you deliver, or which services.",
    "commissioner": "Buyers in your places have not said how they buy, or your places are not known.",
    "history": "No contracts or bids are recorded in your regions, or your places are not known.",
}
_READINESS_NOT_KNOWN = {
    "size": "It depends on your turnover and your age, and not both are known.",
    "history": "Your past joint bids are not recorded.",
    "geography": "Your capacity or your volume of work is not known.",
    "service": "You have not said which services you deliver.",
}

_NEED_TITLES = {
    "geography": "Volume of work and thinly settled places",
    "size": "Size beside what tenders ask",
    "service": "Services that gain from partnering",
    "competition": "Competition",
    "commissioner": "What commissioners prefer",
    "history": "Joint working in your regions",
}
_READINESS_TITLES = {
    "size": "Size and maturity",
    "history": "Joint bids and ways of working",
    "geography": "Room for more work",
    "service": "Evidence for your services",
}


def need_reasons(parts: dict[str, list[float]], w=DEFAULT) -> list[Reason]:
    """`parts`: [low, point, high] of each determinant, as stored. A high value means much to gain."""
    say = {
        "geography": _geography,
        "size": _size,
        "service": _service,
        "competition": lambda value: _competition(value, w),
        "commissioner": _commissioner,
        "history": _history,
    }
    return [_reason(name, parts[name], say[name], _NEED_NOT_KNOWN, _NEED_TITLES, "need") for name in NEED]


def readiness_reasons(parts: dict[str, list[float]]) -> list[Reason]:
    """As need_reasons; a high value means ready."""
    say = {"size": _ready_size, "history": _ready_history, "geography": _room, "service": _evidence}
    missing, titles = _READINESS_NOT_KNOWN, _READINESS_TITLES
    return [_reason(name, parts[name], say[name], missing, titles, "readiness") for name in READINESS]


def _reason(name, edges, say, missing, titles, about) -> Reason:
    low, point, high = edges
    if high - low < 0.005:
        return Reason(name, point, say(point), lean(point), titles[name], about)
    span = f"It lies between {hundred(low)} and {hundred(high)}; {hundred(point)} is an estimate."
    return Reason(name, point, f"{missing[name]} {span}", "unknown", titles[name], about)


def _geography(value):
    return graded(
        value,
        "Your volume of work fits your capacity, and your places are densely settled.",
        "Partners could help a little with your volume of work or with thinly settled places.",
        "You have spare hands, too much work or thinly settled places: partners could even this out.",
    )


def _size(value):
    if value == 0:
        return "Your turnover meets the minimum that tenders in your market usually ask."
    return (
        f"Your turnover is {hundred(value)}% short of the minimum that tenders in your market usually ask. "
        "Partners' turnover can count too."
    )


def _service(value):
    return graded(
        value,
        "Your services gain little from partnering.",
        "Your services gain something from partnering.",
        "Services like yours gain most from partnering, as the 2018 report found.",
    )


def _competition(value, w):
    density = -w["constants"]["crowd"] * log(max(1 - value, 1e-9))
    if density < 0.05:
        return "Hardly anyone in the directory shows that they provide your services where you deliver."
    many = f"About {density:.1f} providers of your services for every 10,000 postcodes where you deliver"
    few, some = "little competition that partners would ease", "some competition that partners could ease"
    return f"{many}: {graded(value, few, some, 'a crowded market, in which partners make you stronger')}."


def _commissioner(value):
    return graded(
        value,
        "Buyers in your places seldom buy together or ask for consortia.",
        "Buyers in your places sometimes buy together or welcome consortia.",
        "Buyers in your places often buy together or welcome consortia.",
    )


def _history(value):
    share = f"Of the recorded contracts and bids in your regions {hundred(value)}% were joint"
    return f"{share}: {graded(value, 'partnering is still rare', 'partnering is known', 'partnering is usual')} there."


def _ready_size(value):
    return graded(
        value,
        "Among those in the directory you are one of the smaller or younger organisations.",
        "Your turnover and age are in the middle of the directory.",
        "Your turnover and age make you one of the established organisations of the directory.",
    )


def _ready_history(value):
    return graded(
        value,
        "Few joint bids are recorded and few of your ways of working are told.",
        "Some joint bids are recorded or some of your ways of working are told.",
        "You have bid jointly before and say how you work.",
    )


def _room(value):
    return graded(
        value,
        "You have little room for more work.",
        "You have some room for more work.",
        "You have room for more work.",
    )


def _evidence(value):
    return f"{hundred(value)}% of the services that you claim have evidence: a named contract, or a check by staff."
