"""Saying why: what every explanation shares.

Pure. Sentences are made when they are read, from the stored numbers and codes and from what is
true of this very pair now.
"""

from dataclasses import dataclass

from commissioners.worth import three_digits

from . import unknown

LABELS = {
    "geography": "Places and volume of work",
    "size": "Size and maturity",
    "service": "Services",
    "competition": "Competition and choice of partners",
    "commissioner": "What the commissioner prefers",
    "history": "History and priorities",
}

# How each unknown field is named to whoever reads the score.
FIELDS = {
    "places": "where you deliver",
    "capacity": "capacity and volume of work",
    "turnover": "turnover",
    "exact_turnover": "exact turnover",
    "years": "when you were founded",
    "history": "past contracts and joint bids",
    "ways_of_working": "values and ways of working",
    "services": "services",
    "joint_bids": "joint bids",
    "networks": "networks",
}
SEVERAL = {FIELDS[name] for name in ("capacity", "history", "ways_of_working", "services", "joint_bids", "networks")}
THEIR_FIELDS = {"places": "where they deliver", "years": "when they were founded"}
# Members cannot enter these: they are read from published awards.
RECORDED = ("history", "joint_bids")
# What most organisations open to accepted partners only: not seeing it says nothing about them.
OPENED_TO_PARTNERS = ("capacity", "exact_turnover", "history", "joint_bids")
FROM_AWARDS = "Past contracts and joint work are taken from published awards, not from your profile."
FIELDS_OF_THE_OPPORTUNITY = {
    "opportunity_places": "places",
    "minimum_turnover": "minimum turnover or value",
    "joint": "whether others buy too",
    "openness": "openness to consortia",
    "priorities": "published priorities",
    "record": "how often contracts in the region are joint",
}


# What a value means, in a word or two, by leaning: of a match, of the need to partner, of the readiness to.
MATCH = {"for": "helps", "": "helps somewhat", "against": "helps little", "unknown": "not fully known"}
NEED = {"for": "much to gain", "": "something to gain", "against": "little to gain", "unknown": "not fully known"}
READINESS = {"for": "ready", "": "partly ready", "against": "to work on", "unknown": "not fully known"}


@dataclass(frozen=True)
class Step:
    """Something to do about a reason, and where."""

    text: str
    url: str


@dataclass(frozen=True)
class Reason:
    """One sentence about one determinant. `leaning`: "for", "against", "unknown" or "" (neither).

    `verdict` says it in words, so that the sign beside the sentence never stands alone.
    """

    determinant: str
    value: float
    text: str
    leaning: str = ""
    title: str = ""  # where the determinant has a meaning of its own
    about: str = "match"  # or "need", "readiness"
    steps: tuple[Step, ...] = ()

    @property
    def label(self) -> str:
        return self.title or LABELS[self.determinant]

    @property
    def verdict(self) -> str:
        return {"match": MATCH, "need": NEED, "readiness": READINESS}[self.about][self.leaning]


def graded(value: float, low: str, middle: str, high: str) -> str:
    """The words for a value, split where `lean` changes its mind: a sentence and its sign agree."""
    return {"for": high, "": middle, "against": low}[lean(value)]


def lean(value: float, *, is_unknown: bool = False) -> str:
    """Which way a determinant speaks."""
    if is_unknown:
        return "unknown"
    if value >= 0.6:
        return "for"
    return "against" if value < 0.35 else ""


def hundred(value: float) -> int:
    """A score as it is shown: 0 to 100."""
    return round(100 * value)


def listed(names, most: int = 3) -> str:
    """Names in a sentence: "A, B and C"; beyond `most` the rest are counted."""
    names = list(names)
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 place", "3 places"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def pounds(amount: float) -> str:
    """An amount as people say it: £800,000, £2 million, £2.5 million."""
    if amount < 999_500:
        return f"£{amount:,.0f}"
    millions = f"{amount / 1e6:,.1f}".removesuffix(".0")
    return f"£{millions} million"


def about(amount: float) -> str:
    """A computed amount, to three significant digits: about £801,000."""
    return f"about {pounds(three_digits(amount))}"


def not_known(bits: int, low: float, high: float, silent: str = "The notice does not say") -> list[str]:
    """What is not known and what it could change, as sentences: first one's own fields, then the others'."""
    own, recorded = _own(bits)
    theirs = [name for field, name in FIELDS_OF_THE_OPPORTUNITY.items() if bits & unknown.BIT[field]]
    if low == high or not (own or recorded or theirs):
        return []
    others = bool(recorded or theirs)
    said = []
    if own:
        said.append(f"Not known: {listed(own, 9)}. {_adding('Adding', own, others)} {_span(low, high)}")
    if recorded:
        said.append(FROM_AWARDS)
    if theirs:
        said.append(f"{silent}: {listed(theirs, 9)}.")
    if not own:
        said.append(f"Knowing more could move this score {_span(low, high)}")
    return said


def not_shown(bits: int, low: float, high: float) -> list[str]:
    """What two organisations do not show each other, and what that could change, as sentences."""
    own, recorded = _own(bits)
    missing = [field for field in FIELDS if bits & unknown.BIT[f"partner_{field}"]]
    if low == high or not (own or recorded or missing):
        return []
    others = bool(recorded or missing)
    said = []
    if own:
        said.append(f"You do not show: {listed(own, 9)}. {_adding('Showing', own, others)} {_span(low, high)}")
    if recorded:
        said.append(FROM_AWARDS)
    said += _not_seen(missing)
    if not own:
        said.append(f"Knowing more could move this score {_span(low, high)}")
    return said


def _not_seen(missing: list[str]) -> list[str]:
    """What cannot be seen of a partner, by field, in words that blame nobody."""
    yet = [THEIR_FIELDS.get(field, FIELDS[field]) for field in missing if field not in OPENED_TO_PARTNERS]
    later = [FIELDS[field] for field in missing if field in OPENED_TO_PARTNERS]
    said = [f"You cannot see yet: {listed(yet, 9)}."] if yet else []
    if later:
        said.append(f"Most organisations show this only once you are partners, so it is left open: {listed(later, 9)}.")
    return said


def _own(bits: int) -> tuple[list[str], bool]:
    """One's own fields that one can enter, and whether any other is missing."""
    own = [name for field, name in FIELDS.items() if field not in RECORDED and bits & unknown.BIT[field]]
    return own, any(bits & unknown.BIT[field] for field in RECORDED)


def _adding(doing: str, own: list[str], others: bool) -> str:
    what = "it" if len(own) == 1 and own[0] not in SEVERAL else "them"
    return (
        f"{doing} {what}, with what is not known otherwise, could move this score"
        if others
        else (f"{doing} {what} could move this score")
    )


def _span(low: float, high: float) -> str:
    return f"between {hundred(low)} and {hundred(high)}."
