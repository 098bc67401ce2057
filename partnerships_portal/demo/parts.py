"""The parts of two stories like the report's case studies, played by organisations of the sector.

One: a youth-service Mutual that was subcontractor under a lead provider, lost, and kept its partners.
Two: eight social enterprises with 33 million pounds together that founded a limited liability partnership.
"""

from dataclasses import dataclass, field

from mutuals.bands import STAFF_EDGES, TURNOVER_EDGES, band_of

from .ground import Ground

SMALLEST_WORLD = 40  # organisations; a smaller one has no room for the stories


@dataclass(frozen=True)
class Part:
    """What an organisation in a story is, instead of what would have been drawn for it. Pounds, people, years."""

    name: str
    kind: str
    group: str
    services: tuple[str, ...]  # codes
    turnover: int
    staff: int
    age: float
    said: dict[str, object] = field(default_factory=dict)  # other fields of Organisation
    districts: tuple[int, ...] = ()  # positions in Ground
    network: str = ""

    def fields(self) -> dict[str, object]:
        """Fields of Organisation, with every figure told."""
        return {
            "turnover": self.turnover,
            "turnover_band": band_of(self.turnover, TURNOVER_EDGES),
            "staff": self.staff,
            "staff_band": band_of(self.staff, STAFF_EDGES),
            "is_national": False,
            "national_evidence": "",
            **self.said,
        }


YOUTH_MUTUALS = (
    Part(
        "Tarrowmere Youth Works",
        "mutual",
        "children-and-young-people",
        ("youth-work", "youth-justice", "care-leavers"),
        2_400_000,
        62,
        9,
        {
            "summary": "Tarrowmere Youth Works left the council with all of its youth workers and is owned by them. "
            "Our workers are in parks, schools and youth centres on the evenings when young people are there. "
            "Young people sit on our interview panels and elect two of our directors.",
            "partnering_experience": "We bid for the county's youth service with Young Quellamoor, both of us as "
            "subcontractors under a lead provider. We lost. The three of us kept meeting every month, and a year later "
            "Young Quellamoor and we were asked to design and deliver the youth hubs together with the council.",
            "offers": "Youth workers whom young people trust, and a building in the middle of town.",
            "looks_for": "A lead provider that shares risk fairly, and partners in mental health and in training.",
            "values": ["co_production", "local_economy", "staff_voice"],
            "pace_of_decisions": 4,
            "governance": 4,
            "safeguarding": 2,
        },
        network="Youth and Families Table (invented)",
    ),
    Part(
        "Young Quellamoor",
        "mutual",
        "children-and-young-people",
        ("youth-work", "family-support"),
        1_300_000,
        35,
        8,
        {
            "summary": "We work with young people and their families in the smaller towns and villages, where the last "
            "bus leaves at six. Our staff took the service out of the council and half of them have grown up here.",
            "partnering_experience": "A lost bid with Tarrowmere Youth Works taught us to trust each other. We now run "
            "the youth hubs together under a joint venture contract.",
            "values": ["co_production", "equality", "local_economy"],
            "pace_of_decisions": 4,
            "governance": 5,
            "safeguarding": 2,
        },
        network="Youth and Families Table (invented)",
    ),
)
LEAD_PROVIDER = Part(
    "Ostrelwick Young People's Trust",
    "charity",
    "children-and-young-people",
    ("youth-work", "care-leavers", "childrens-homes", "family-support"),
    14_000_000,
    310,
    41,
    {
        "summary": "A charity for young people with homes, youth work and family support in several counties. "
        "We lead partnerships of smaller organisations and publish what each of them is paid.",
        "values": ["equality", "prevention", "quality"],
        "pace_of_decisions": 2,
        "governance": 2,
        "safeguarding": 3,
    },
    network="Youth and Families Table (invented)",
)
FOUNDING_MUTUALS = (
    Part(
        "Sallowfen Community Health",
        "mutual",
        "health",
        ("community-nursing", "community-therapies", "end-of-life-care"),
        9_200_000,
        240,
        13,
    ),
    Part("Brenquil Care Mutual", "mutual", "social-care", ("home-care", "reablement"), 6_800_000, 190, 12),
    Part("Corrimere Learning", "mutual", "education", ("adult-learning", "vocational-training"), 4_000_000, 85, 10),
    Part("Linquay Physiotherapy", "mutual", "health", ("community-therapies", "public-health"), 3_100_000, 70, 9),
)
FOUNDING_PARTNERS = (
    Part("Hartrevel Homes", "housing_association", "other", ("housing-support",), 5_100_000, 60, 34),
    Part(
        "Dunfarrow Supported Living",
        "social_enterprise",
        "social-care",
        ("supported-living", "learning-disability"),
        2_300_000,
        64,
        16,
    ),
    Part("Pellamoor Skills CIC", "social_enterprise", "education", ("careers-guidance",), 1_600_000, 33, 11),
    Part("Wexhollow Housing Co-operative", "housing_association", "other", ("housing-support",), 900_000, 14, 27),
)


@dataclass(frozen=True)
class Casting:
    """Who plays what: position in Sector -> Part, and the positions by story."""

    parts: dict[int, Part]
    youth: tuple[int, int]  # the two Mutuals; the first is the one that the demo people belong to
    lead: int
    founders: tuple[int, ...]


def castings(number: int, mutuals: int, ground: Ground, *, youth_at: list[int], founders_at: list[int]) -> Casting:
    """Cast the first Mutuals and the first partners of a sector, based in the given districts (positions)."""
    if number < SMALLEST_WORLD:
        return Casting({}, (0, 0), 0, ())
    parts: dict[int, Part] = {}
    for i, part in enumerate((*YOUTH_MUTUALS, *FOUNDING_MUTUALS)):
        parts[i] = _placed(part, ground, youth_at if i < 2 else founders_at, i)
    for i, part in enumerate((LEAD_PROVIDER, *FOUNDING_PARTNERS)):
        parts[mutuals + i] = _placed(part, ground, youth_at if i == 0 else founders_at, i)
    founders = (2, 3, 4, 5, *range(mutuals + 1, mutuals + 1 + len(FOUNDING_PARTNERS)))
    return Casting(parts, (0, 1), mutuals, founders)


def _placed(part: Part, ground: Ground, home: list[int], turn: int) -> Part:
    base = home[turn % len(home)]
    districts = ground.around(base, 3 if part.turnover > 2_000_000 else 2)
    return Part(**{**part.__dict__, "districts": tuple(districts)})
