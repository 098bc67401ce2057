"""When a decision is agreed: pure functions on numbers of members, each of which has one voice."""

from enum import Enum


class Outcome(Enum):
    """How a decision stands."""

    OPEN = "open"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"


def needed(rule: str, present: int) -> int:
    """How many of the members that are present have to agree; at least one.

    `rule`: "everyone", "two_thirds" (or more) or "majority" (more than half). Raises KeyError for another.
    """
    numbers = {"everyone": present, "two_thirds": -(-2 * present // 3), "majority": present // 2 + 1}
    return max(numbers[rule], 1)


def outcome(rule: str, *, present: int, agreed: int, objected: int, own_yes: bool = True) -> Outcome:
    """How it stands with these voices of members that are present.

    `own_yes`: the member that it is about, if any, agrees itself. It is agreed as soon as enough do; it is not agreed
    only once every member has spoken, so that nobody's objection ends what can still be talked about.
    """
    if own_yes and agreed >= needed(rule, present):
        return Outcome.AGREED
    return Outcome.NOT_AGREED if agreed + objected >= present else Outcome.OPEN
