"""Whether two names may be those of one public body. Pure; a guess to offer something by, never to decide by."""

import re

from commissioners.ocds.parties import plain_name

# words that many bodies share, which tell nothing about which of them it is
COMMON = frozenset(
    re.findall(
        r"\w+",
        "a and at authority board borough care city clinical combined commissioner commissioning council county crime "
        "department district fire for foundation group health icb in integrated limited ltd metropolitan nhs of office "
        "on plc police royal service services the trust unitary",
    )
)


def own_words(name: str) -> frozenset[str]:
    """The words of a name that tell one body from another of its kind."""
    return frozenset(re.findall(r"\w+", plain_name(name))) - COMMON


def look_alike(one: str, other: str) -> bool:
    """Whether each own word of the shorter name is in the longer: “Leeds City Council” and “City of Leeds (Adults)”."""
    mine, theirs = own_words(one), own_words(other)
    if not mine or not theirs:
        return plain_name(one) == plain_name(other)
    return mine <= theirs or theirs <= mine
