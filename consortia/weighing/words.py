"""Every weight and constant in plain words: what it is called, what it does, its unit. Pure.

A `Block` is a group of consortia/matching/weights.py, or some of its names; a `Part` is what is edited on one page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from consortia.matching.weights import DEFAULT

OF_ONE = "of 1"
DETERMINANT = {
    "geography": "Places and volume of work",
    "size": "Size and maturity",
    "service": "Services",
    "competition": "Competition",
    "commissioner": "What commissioners prefer",
    "history": "History",
}


@dataclass(frozen=True)
class Word:
    """One weight or constant. `unit` stands behind the number: "days", "pounds a year"; empty for a share of 1."""

    name: str
    label: str
    does: str = ""
    unit: str = ""

    @property
    def help(self) -> str:
        """What it does, and in which unit it is typed."""
        unit = "From 0 to 1." if self.unit == OF_ONE else f"Unit: {self.unit}." if self.unit else ""
        return " ".join(text for text in (self.does, unit) if text)


@dataclass(frozen=True)
class Block:
    """Weights that are read together. `adds_up`: they divide 1 among them."""

    group: str
    title: str
    what: str
    words: tuple[Word, ...]
    adds_up: bool = False


@dataclass(frozen=True)
class Part:
    """What is edited on one page."""

    slug: str
    title: str
    what: str
    blocks: tuple[Block, ...]

    def named(self) -> Iterator[tuple[str, Word]]:
        """(group, word) of every number of the part."""
        for block in self.blocks:
            for word in block.words:
                yield block.group, word


def divided(group: str, title: str, what: str, labels: dict[str, str] | None = None) -> Block:
    """A group whose weights add up to 1; of determinants where no labels are given."""
    words = labels or {name: DETERMINANT[name] for name in DEFAULT[group]}
    return Block(group, title, what, tuple(Word(name, label) for name, label in words.items()), adds_up=True)


def constants(title: str, what: str, *words: Word) -> Block:
    """Some of the constants, which add up to nothing."""
    return Block("constants", title, what, words)


TENDERS = Part(
    "tenders",
    "How well an opportunity fits",
    "The score of an organisation and an opportunity.",
    (
        divided("fit", "Share of each determinant", "How much each of the six counts in the score."),
        divided(
            "fit_geography",
            "Inside places and volume of work",
            "What the determinant is made of.",
            {"places": "Places asked that it serves", "headroom": "Room for more work"},
        ),
        divided(
            "fit_size",
            "Inside size and maturity",
            "What the determinant is made of.",
            {"turnover": "Turnover against what is asked", "years": "Years since spin-out or founding"},
        ),
        divided(
            "fit_commissioner",
            "Inside what commissioners prefer",
            "What the determinant is made of.",
            {"joint": "More than one body buys", "openness": "What is said about consortia"},
        ),
        divided(
            "fit_history",
            "Inside history",
            "What the determinant is made of.",
            {
                "commissioner": "Contracts and joint bids with this commissioner",
                "region": "Joint working in the region",
                "priorities": "Priorities that its services meet",
            },
        ),
        Block(
            "openness",
            "What a commissioner says about consortia",
            "From 0 to 1. One that has said nothing is not known, which is not 0.",
            (
                Word("not_accepted", "Not accepted"),
                Word("accepted", "Accepted"),
                Word("welcomed", "Welcomed"),
                Word("required", "Required"),
            ),
        ),
        constants(
            "Constants",
            "Where the lines are drawn.",
            Word("neighbour", "A district next door", "Counts so much of one that is served.", OF_ONE),
            Word("claim_without_evidence", "A service without evidence", "Counts so much of one with it.", OF_ONE),
            Word("headroom_until", "No room for more work", "Volume of work divided by capacity.", "times capacity"),
            Word("turnover_per_value", "Turnover to have where none is asked", "", "pounds per pound of yearly value"),
            Word("years_mature", "Mature after", "Since spin-out or founding.", "years"),
            Word("crowd", "A crowded market", "More providers than this add little.", "providers per 10,000 postcodes"),
        ),
    ),
)

PARTNERS = Part(
    "partners",
    "How much stronger together",
    "The score of two organisations: what each would bring the other.",
    (
        divided("brings", "Share of each determinant", "How much each of the six counts in what one brings."),
        constants(
            "Constants",
            "",
            Word(
                "alignment_floor",
                "Kept by two that are not alike",
                "Share of the score of two with nothing in common in values and ways of working.",
                OF_ONE,
            ),
            Word("shared_network", "A shared network", "Counts so much of having bid together.", OF_ONE),
            Word("rival_overlap", "A direct rival", "So much of one's services and places in common.", OF_ONE),
        ),
    ),
)

SCOPE = Part(
    "scope",
    "Need and readiness to partner",
    "Two numbers of one organisation. They are never averaged.",
    (
        divided("need", "Need: share of each determinant", "How much an organisation would gain from partnering."),
        Block(
            "need_service",
            "Need: the table of services",
            "How much organisations of a service group gain from partnering, from 0 to 1.",
            (
                Word("health", "Health"),
                Word("social-care", "Social care"),
                Word("children-and-young-people", "Children and young people"),
                Word("education", "Education"),
                Word("culture-and-leisure", "Culture and leisure"),
                Word("other", "Other"),
            ),
        ),
        constants(
            "Need: constants",
            "Volume of work is told as a share of capacity: 1 is full.",
            Word("load_idle", "Little work", "Below this there is work to be found by partnering.", "times capacity"),
            Word("load_full", "Too much work", "Above this there are hands to be found.", "times capacity"),
            Word("load_slope", "Until the need is complete", "Beyond either of the two.", "times capacity"),
            Word("sparsity", "In the most thinly settled district", "Need that comes of the place.", OF_ONE),
            Word("joint", "Where every commissioner buys jointly", "Need that comes of it.", OF_ONE),
            Word("openness", "Where every commissioner requires consortia", "Need that comes of it.", OF_ONE),
        ),
        divided("readiness", "Readiness: share of each determinant", "How prepared an organisation is."),
        divided(
            "readiness_history",
            "Readiness: inside history",
            "What the determinant is made of.",
            {"joint_bids": "Joint bids made", "ways": "Ways of working stated"},
        ),
        constants(
            "Readiness: constants",
            "",
            Word("size_smallest", "The smallest by turnover", "Its readiness by size.", OF_ONE),
            Word("size_youngest", "A new organisation", "Keeps so much of its readiness by size.", OF_ONE),
            Word("years_ready", "Age no longer limits after", "", "years"),
            Word("joint_bids_ready", "Experience is complete with", "", "joint bids"),
        ),
    ),
)

FAIRNESS = Part(
    "fairness",
    "Fairness of suggestions",
    "So that the same few are not suggested to everyone.",
    (
        constants(
            "Shown often lately",
            "A possible partner loses the penalty times the natural logarithm of 1 + the times that it was shown. "
            "In trial data 0.02 cost 4% of the quality of the order and 0.05 cost 16%.",
            Word("exposure_penalty", "Penalty", "0 takes nothing away.", OF_ONE),
            Word("exposure_days", "Lately reaches back", "At most 365.", "days"),
        ),
        constants(
            "New to the directory",
            "Two places in the list of possible partners are kept for organisations that are new.",
            Word("newcomer_days", "New for", "After it was admitted.", "days"),
        ),
    ),
)

UNKNOWN = Part(
    "unknown",
    "What is not known",
    "Best estimates for what nobody comparable has told either. The range of a score does not depend on them.",
    (
        constants(
            "Typical values",
            "",
            Word("typical_turnover", "Turnover", "", "pounds a year"),
            Word("typical_minimum_turnover", "Turnover that tenders ask", "", "pounds a year"),
            Word("typical_load", "Volume of work", "", "times capacity"),
            Word("typical_years", "Years since spin-out or founding", "", "years"),
            Word("typical_share", "Anything else from 0 to 1", "", OF_ONE),
        ),
    ),
)

PARTS = (TENDERS, PARTNERS, SCOPE, FAIRNESS, UNKNOWN)
BY_SLUG = {part.slug: part for part in PARTS}


def in_figures(number: float) -> str:
    """A weight as people type it: 0.3, 2,000,000."""
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return text or "0"
