"""What is missing in a profile, and what it would improve: a table, true to the formulas of consortia/matching.

Ordered by how much it can move: without a service nothing is matched; then by the shares of the determinants in the
default weight set. What matching does not use comes last, and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mutuals.choices import Kind
from mutuals.models import Network, Organisation

SERVICE = "Service area"
GEOGRAPHY = "Geography and volume"
SIZE = "Size and maturity"
HISTORY = "Political and historical landscape"
ALIKE = "Likeness of partners"
FOUND = "Being found and read"

WITHOUT_REGISTER = {Kind.NHS_BODY, Kind.LOCAL_AUTHORITY_BODY}


@dataclass(frozen=True)
class Told:
    """An organisation with what its own row does not say."""

    organisation: Organisation
    services: int
    unshown: int  # services that neither a contract nor staff's verification shows
    has_places: bool
    has_networks: bool
    has_outcomes: bool


@dataclass(frozen=True)
class Gap:
    """Something that could be said: where to say it, which determinant it improves, and how."""

    key: str
    what: str
    section: str  # of organisation_edit
    improves: str
    why: str
    fields: tuple[str, ...]  # as mutuals.visibility names them
    is_missing: Callable[[Told], bool]
    in_matching: bool = True


def _empty(*names: str) -> Callable[[Told], bool]:
    return lambda told: any(getattr(told.organisation, name) in (None, "", []) for name in names)


GAPS = (
    Gap(
        "services",
        "Say which services you deliver",
        "services",
        SERVICE,
        "Without a service you are matched with no tender, and nobody can tell what you would bring to a partnership.",
        ("service_claims",),
        lambda told: not told.services,
    ),
    Gap(
        "evidence",
        "Name a contract for every service",
        "evidence",
        SERVICE,
        "A service that neither a contract nor staff’s verification shows counts half in your tender matches, and "
        "lowers your readiness to partner.",
        ("service_claims",),
        lambda told: told.unshown > 0,
    ),
    Gap(
        "places",
        "Say where you deliver",
        "places",
        GEOGRAPHY,
        "Places are most of this determinant in a tender match, and tell which partners would bring you new ones. "
        "“Anywhere in England” counts only with contracts that show it.",
        ("places", "is_national", "national_evidence"),
        lambda told: (
            not told.has_places and not (told.organisation.is_national and told.organisation.national_evidence)
        ),
    ),
    Gap(
        "ways_of_working",
        "Say what you value and how you work",
        "ways_of_working",
        ALIKE,
        "Values, pace of decisions, governance and safeguarding say how alike you and a possible partner are, which "
        "moves the score of the pair. Stating all four also raises your readiness to partner.",
        ("values", "pace_of_decisions", "governance", "safeguarding"),
        _empty("values", "pace_of_decisions", "governance", "safeguarding"),
    ),
    Gap(
        "turnover_band",
        "Give your turnover, exactly or as a band",
        "size",
        SIZE,
        "It is compared with the turnover that tenders ask for, with that of possible partners, and says how ready "
        "you are. Until then your scores carry a wide range.",
        ("turnover_band",),
        _empty("turnover_band"),
    ),
    Gap(
        "turnover",
        "Give your exact turnover",
        "size",
        SIZE,
        "A band leaves open whether you reach what a tender asks for. The figure makes your own matches sharper; "
        "others’ matches use the band.",
        ("turnover",),
        lambda told: told.organisation.turnover is None and told.organisation.turnover_band is not None,
    ),
    Gap(
        "capacity",
        "Say how many staff you have for work, and how many your work needs",
        "capacity",
        GEOGRAPHY,
        "Together they say whether there is room for more work: in your tender matches, in your need of partners and "
        "in your readiness. One without the other says nothing.",
        ("capacity", "volume_of_work"),
        _empty("capacity", "volume_of_work"),
    ),
    Gap(
        "age",
        "Say when you were founded, or left the public sector",
        "about",
        SIZE,
        "The years since then count as maturity in your tender matches and in your readiness.",
        ("founded_on", "spun_out_on"),
        lambda told: not (told.organisation.founded_on or told.organisation.spun_out_on),
    ),
    Gap(
        "register",
        "Give your Companies House or charity number",
        "about",
        HISTORY,
        "By these numbers the portal finds contracts that you won in public notices, and so the commissioners that "
        "you know.",
        ("company_number", "charity_number"),
        lambda told: (
            not (told.organisation.company_number or told.organisation.charity_number)
            and told.organisation.kind not in WITHOUT_REGISTER
        ),
    ),
    Gap(
        "networks",
        "Name the networks that you belong to, if there are any",
        "partnering",
        HISTORY,
        "A network that you share with a possible partner counts as a beginning of trust.",
        ("networks",),
        lambda told: not told.has_networks,
    ),
    Gap(
        "summary",
        "Say what you do, in a few sentences",
        "about",
        FOUND,
        "People find you in the directory by these words. Matching does not use them.",
        ("summary",),
        _empty("summary"),
        in_matching=False,
    ),
    Gap(
        "base",
        "Give the postcode of your main office",
        "about",
        FOUND,
        "People find you by distance. Matching does not use it.",
        ("base_postcode",),
        _empty("base_postcode"),
        in_matching=False,
    ),
    Gap(
        "partnering",
        "Say what you offer partners, and what you look for",
        "partnering",
        FOUND,
        "Possible partners read it before they write to you. Matching does not use it.",
        ("offers", "looks_for"),
        _empty("offers", "looks_for"),
        in_matching=False,
    ),
    Gap(
        "social_value",
        "Describe the social value that you create, with an outcome",
        "social_value",
        FOUND,
        "Commissioners read it. Matching does not use it.",
        ("social_value", "outcomes"),
        lambda told: not (told.organisation.social_value and told.has_outcomes),
        in_matching=False,
    ),
)


def gaps_of(organisation: Organisation) -> list[Gap]:
    """What is missing, what weighs most first. Five queries at most."""
    claims = list(organisation.service_claims.values_list("evidenced", flat=True))
    told = Told(
        organisation=organisation,
        services=len(claims),
        unshown=claims.count(False),
        has_places=organisation.places.exists(),
        has_networks=organisation.networks.exists() or not Network.objects.exists(),
        has_outcomes=organisation.outcomes.exists(),
    )
    return [gap for gap in GAPS if gap.is_missing(told)]
