"""Every weight and constant of matching, by name, in one plain mapping.

All are starting proposals. The report names the six determinants and gives directions, not
weights; staff change them by publishing a new weight set (same shape, validated here).
"""

from math import isclose

DETERMINANTS = ("geography", "size", "service", "competition", "commissioner", "history")

DEFAULT: dict[str, dict[str, float]] = {
    # The four results: shares of the determinants, each summing to 1.
    "fit": {
        "geography": 0.20,
        "size": 0.15,
        "service": 0.30,
        "competition": 0.10,
        "commissioner": 0.15,
        "history": 0.10,
    },
    "need": {
        "geography": 0.25,
        "size": 0.15,
        "service": 0.20,
        "competition": 0.15,
        "commissioner": 0.15,
        "history": 0.10,
    },
    "readiness": {"size": 0.35, "history": 0.25, "geography": 0.20, "service": 0.20},
    "brings": {
        "geography": 0.25,
        "size": 0.15,
        "service": 0.35,
        "competition": 0.05,
        "commissioner": 0.10,
        "history": 0.10,
    },
    # What a determinant is made of: shares, each group summing to 1.
    "fit_geography": {"places": 0.7, "headroom": 0.3},
    "fit_size": {"turnover": 0.6, "years": 0.4},
    "fit_commissioner": {"joint": 0.5, "openness": 0.5},
    "fit_history": {"commissioner": 0.6, "region": 0.3, "priorities": 0.1},
    "readiness_history": {"joint_bids": 0.5, "ways": 0.5},
    # What a commissioner says about consortia, as a value in 0..1. Not stated is unknown.
    "openness": {"not_accepted": 0.0, "accepted": 0.6, "welcomed": 0.85, "required": 1.0},
    # How much the report sees organisations of a service group gain from partnering, in 0..1.
    "need_service": {
        "health": 0.9,
        "social-care": 0.9,
        "children-and-young-people": 0.75,
        "education": 0.5,
        "culture-and-leisure": 0.5,
        "other": 0.5,
    },
    "constants": {
        "neighbour": 0.5,  # a district next door counts so much of one served
        "claim_without_evidence": 0.5,  # a service claimed without a contract or verification
        "headroom_until": 1.5,  # load (volume of work / capacity) at which no headroom is left
        "load_idle": 0.5,  # below this load there is work to be found by partnering
        "load_full": 1.0,  # above this load there are hands to be found by partnering
        "load_slope": 0.5,  # load beyond either at which the need is complete
        "sparsity": 0.8,  # need of an organisation in the most sparsely settled district
        "turnover_per_value": 2.0,  # turnover to have per pound of yearly value, where none is asked
        "years_mature": 10.0,  # years since spin-out or founding that count as mature for a tender
        "crowd": 3.0,  # providers per 10,000 postcodes at which competition reaches 1 - 1/e
        "joint": 0.6,  # need from commissioners that all buy jointly
        "openness": 0.7,  # need from commissioners that all require consortia
        "size_smallest": 0.38,  # readiness of the smallest organisation by turnover
        "size_youngest": 0.7,  # share of that readiness for a new organisation
        "years_ready": 5.0,  # years after which age no longer limits readiness
        "joint_bids_ready": 2.0,  # joint bids that make the experience complete
        "shared_network": 0.5,  # history of two that only share a network
        "alignment_floor": 0.7,  # share of Pair that fully misaligned organisations keep
        "rival_overlap": 0.5,  # share of places and services in common that makes a direct rival
        # Fairness: how much being shown often lately counts against being shown again.
        "exposure_penalty": 0.03,  # per natural logarithm of 1 + times shown
        "exposure_days": 28.0,  # days that "lately" reaches back
        "newcomer_days": 183.0,  # days after admission that an organisation is new to the directory
        # Points to use where nobody comparable has told either.
        "typical_turnover": 2_000_000.0,  # pounds a year
        "typical_minimum_turnover": 1_000_000.0,  # pounds a year
        "typical_load": 0.75,
        "typical_years": 8.0,
        "typical_share": 0.5,  # of anything else that lies in 0..1
    },
}

# Mappings of single values in 0..1; every other mapping but the constants is a division of 1.
_VALUES = ("openness", "need_service")
LONGEST_LATELY = 365  # days; counts of before are deleted some time later
_SHARES_AMONG_CONSTANTS = (
    "neighbour",
    "claim_without_evidence",
    "sparsity",
    "joint",
    "openness",
    "size_smallest",
    "size_youngest",
    "shared_network",
    "alignment_floor",
    "rival_overlap",
    "typical_share",
    "exposure_penalty",
)


def problems(values: dict) -> list[str]:
    """What is wrong with a weight set, as sentences that say what to do; empty when it can be published."""
    found = []
    for group, defaults in DEFAULT.items():
        given = values.get(group)
        if not isinstance(given, dict) or set(given) != set(defaults):
            found.append(f"Give “{group}” exactly these names: {', '.join(defaults)}")
        elif not all(_is_number(number) for number in given.values()):
            found.append(f"Enter every weight of “{group}” as a number, 0 or more")
        else:
            found += [f"“{name}” of “{group}”: {says}" for name, says in faults(group, given)]
    found += [f"Remove “{group}”: there is no such group" for group in set(values) - set(DEFAULT)]
    return found


def _is_number(number) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number < 1e12


def faults(group: str, given: dict[str, float]) -> list[tuple[str, str]]:
    """(name, what to do) for each number of a group that cannot stand. Of the constants some may be given alone."""
    if group in _VALUES:
        return [(name, "enter a number from 0 to 1") for name, number in given.items() if number > 1]
    if group == "constants":
        return _faults_of_constants(given)
    total = sum(given.values())
    if isclose(total, 1.0, abs_tol=1e-6):
        return []
    much = f"take {total - 1:.6g} away" if total > 1 else f"add {1 - total:.6g}"
    return [(next(iter(given)), f"make these weights add up to 1. They add up to {total:.6g}: {much}")]


def _faults_of_constants(given: dict[str, float]) -> list[tuple[str, str]]:
    found = []
    for name, number in given.items():
        if name in _SHARES_AMONG_CONSTANTS and number > 1:
            found.append((name, "enter a number from 0 to 1"))
        elif name not in _SHARES_AMONG_CONSTANTS and number == 0:
            found.append((name, "enter a number above 0"))
    if given.get("exposure_days", 1) > LONGEST_LATELY:
        found.append(("exposure_days", f"enter {LONGEST_LATELY} days or fewer"))
    if given.get("load_idle", 0) > given.get("load_full", 1e12):
        found.append(("load_idle", "make it no greater than “load_full”, the load that is too much"))
    return found


def validated(values: dict) -> dict[str, dict[str, float]]:
    """The weight set itself; ValueError with every problem if it has any."""
    found = problems(values)
    if found:
        raise ValueError("; ".join(found))
    return values
