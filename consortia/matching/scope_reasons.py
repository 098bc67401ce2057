"""Why an organisation has the scope to partner that it has: one sentence for each determinant. Pure."""

from math import log

from .explain import Reason, hundred, lean
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
    return [_reason(name, parts[name], say[name], _NEED_NOT_KNOWN, _NEED_TITLES) for name in NEED]


def readiness_reasons(parts: dict[str, list[float]]) -> list[Reason]:
    """As need_reasons; a high value means ready."""
    say = {"size": _ready_size, "history": _ready_history, "geography": _room, "service": _evidence}
    return [_reason(name, parts[name], say[name], _READINESS_NOT_KNOWN, _READINESS_TITLES) for name in READINESS]


def _reason(name, edges, say, missing, titles) -> Reason:
    low, point, high = edges
    if high - low < 0.005:
        return Reason(name, point, say(point), lean(point), titles[name])
    span = f"It lies between {hundred(low)} and {hundred(high)}; {hundred(point)} is an estimate."
    return Reason(name, point, f"{missing[name]} {span}", "unknown", titles[name])


def _graded(value: float, low: str, middle: str, high: str) -> str:
    return high if value >= 0.6 else middle if value >= 0.35 else low


def _geography(value):
    return _graded(
        value,
        "Your volume of work fits your capacity, and your places are densely settled.",
        "Your volume of work or your thinly settled places speak for partnering to some degree.",
        "Spare hands, too much work, or thinly settled places: partners could even this out.",
    )


def _size(value):
    if value == 0:
        return "Your turnover meets the minimum that tenders in your market usually ask."
    return f"Your turnover is {hundred(value)}% short of the minimum that tenders in your market usually ask."


def _service(value):
    return _graded(
        value,
        "Your services gain little from partnering.",
        "Your services gain from partnering to some degree.",
        "The report sees most to gain from partnering in services like yours.",
    )


def _competition(value, w):
    density = -w["constants"]["crowd"] * log(max(1 - value, 1e-9))
    if density < 0.05:
        return "Hardly anyone in the directory shows that they provide your services where you deliver."
    return f"About {density:.1f} providers of your services for every 10,000 postcodes where you deliver."


def _commissioner(value):
    return _graded(
        value,
        "Buyers in your places seldom buy together or ask for consortia.",
        "Buyers in your places sometimes buy together or welcome consortia.",
        "Buyers in your places often buy together or welcome consortia.",
    )


def _history(value):
    return f"Of the recorded contracts and bids in your regions {hundred(value)}% were joint."


def _ready_size(value):
    return _graded(
        value,
        "Among those in the directory you are one of the smaller or younger organisations.",
        "Your turnover and age are in the middle of the directory.",
        "Your turnover and age make you one of the established organisations of the directory.",
    )


def _ready_history(value):
    return _graded(
        value,
        "Few joint bids are recorded and few of your ways of working are stated.",
        "Some joint bids are recorded or some of your ways of working are stated.",
        "You have bid jointly before and state how you work.",
    )


def _room(value):
    return _graded(
        value,
        "You have little room for more work.",
        "You have some room for more work.",
        "You have room for more work.",
    )


def _evidence(value):
    return f"{hundred(value)}% of the services that you claim have evidence: a named contract, or verified by staff."
