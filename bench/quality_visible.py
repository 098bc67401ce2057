"""What a portal would know of an invented sector: a noisy and incomplete record, as arrays for matching.

The rates below are guesses of how much of a profile is left empty, is wrong or is kept closer, and of how much a notice
leaves unsaid; they are not measured.
"""

import numpy as np
from scipy.sparse import csr_array

from bench.quality_sectors import BUYERS, DISTRICTS, GROUPS, MISSIONS, OF_GROUP, REGIONS, SUB_AREAS
from bench.quality_worlds import Made
from consortia.matching.world import Bands, LeftOut, Opportunities, Organisations, Places, World, as_yes_or_no

EDGES = (0, 250_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000)
BANDS = Bands(low=np.array(EDGES, dtype=float), high=np.array((*EDGES[1:], np.inf), dtype=float))
GROUP_NAMES = ("health", "social-care", "children-and-young-people", "education", "culture-and-leisure", "other")
VALUES, NETWORKS = 10, 2 * REGIONS

NOT_TOLD = {"turnover": 0.25, "load": 0.5, "years": 0.15, "places": 0.05, "history": 0.4, "values": 0.35, "ways": 0.45}
NOT_TOLD |= {"networks": 0.3, "joint_bids": 0.4}
KEPT_CLOSER = {"turnover": 0.25, "load": 0.7, "places": 0.05, "history": 0.25, "values": 0.1, "networks": 0.1}
EVIDENCE = 0.2, 0.6  # share of claims with evidence: of those furthest from its skills, of those nearest
NOT_STATED = {"minimum_turnover": 0.1, "yearly_value": 0.3, "openness": 0.6, "places": 0.1, "priorities": 0.7}
COARSE = 0.4  # share of notices that name a service group only, not the sub-areas
NEXT_DOOR = 4  # districts that count as neighbours of each


def visible(made: Made, seed: int) -> World:
    """The world of a sector as it stands before the tenders of now are decided."""
    rng = np.random.default_rng([1, seed])
    told = _told(made, rng)
    market = _asked(made, np.arange(len(made.tenders)), rng)
    now = np.arange(len(made.tenders) - made.truth.bids.shape[1], len(made.tenders))
    return World(
        organisations=told,
        shown=_shown(told, rng),
        opportunities=_rows(market, now),
        market=market,
        places=_places(made, rng),
        bands=BANDS,
        service_group=np.concatenate([np.arange(GROUPS), OF_GROUP]).astype(np.int16),
        groups=GROUP_NAMES,
        together=_sparse(made.past.met > 0),
        exposure=np.zeros(len(told)),
        left_out=LeftOut.nothing(len(told), len(now)),
    )


def _sparse(matrix) -> csr_array:
    return csr_array(np.asarray(matrix, dtype=np.float32))


def _rows(market: Opportunities, rows) -> Opportunities:
    return Opportunities(**{name: values[rows] for name, values in vars(market).items()})


def _forget(rng, values, share):
    return np.where(rng.random(len(values)) < share, np.nan, values)


def _told(made: Made, rng) -> Organisations:
    s, n = made.sector, len(made.sector)
    offered = _claims(s, rng)
    evidence = np.where(_proven(s, rng), 1.0, 0.5) * offered
    groups = np.stack([evidence[:, group == OF_GROUP].max(axis=1) for group in range(GROUPS)], axis=1)
    none = np.zeros((n, GROUPS))
    knows = {name: rng.random(n) >= share for name, share in NOT_TOLD.items()}
    turnover = np.where(knows["turnover"], s.turnover, np.nan)
    knows_buyers = (made.past.known > 0) & (rng.random(made.past.known.shape) < 0.8)
    return Organisations(
        ids=np.arange(n),
        kind=np.digitize(s.scale + rng.normal(0, 0.7, n), (-0.5, 0.8)).astype(np.int16),
        group=np.where(groups.max(axis=1) > 0, groups.argmax(axis=1), -1).astype(np.int16),
        claims=_sparse(np.hstack([none, evidence])),
        services=_sparse(np.hstack([groups, evidence])),
        places=_sparse(_served(made, rng) & knows["places"][:, None]),
        national=rng.random(n) < 0.03,
        places_known=knows["places"],
        turnover=turnover,
        band=BANDS.of(turnover),
        load=np.where(knows["load"], rng.uniform(0.3, 1.4, n), np.nan),
        years=np.where(knows["years"], np.exp(rng.normal(1.9 + 0.2 * s.scale, 0.6)), np.nan),
        commissioners=_sparse(knows_buyers & knows["history"][:, None]),
        history_known=knows["history"],
        joint_bids=np.where(knows["joint_bids"], made.past.teams, np.nan),
        **_ways(s, knows, rng),
    )


def _claims(sector, rng):
    """The sub-areas that each claims: those nearest to its skills, as it sees itself."""
    strength = np.log(sector.skills @ sector.loadings.T + 0.05) + rng.gumbel(0, 0.3, (len(sector), SUB_AREAS))
    number = 1 + rng.poisson(2.0, len(sector))
    return (-strength).argsort(axis=1).argsort(axis=1) < number[:, None]


def _proven(sector, rng):
    """Where there would be evidence of a claim: the stronger it is in truth, the likelier."""
    strength = (sector.skills @ sector.loadings.T).argsort(axis=1).argsort(axis=1) / (SUB_AREAS - 1)
    return rng.random(strength.shape) < EVIDENCE[0] + (EVIDENCE[1] - EVIDENCE[0]) * strength


def _served(made: Made, rng):
    """Home and so many of the nearest districts, more for the larger."""
    s = made.sector
    number = 1 + rng.poisson(np.exp(0.7 + 0.4 * s.scale))
    nearest = s.land.apart[s.home].argsort(axis=1).argsort(axis=1)
    return nearest < np.minimum(number, DISTRICTS)[:, None]


def _ways(sector, knows, rng):
    """Values, ways of working and networks: noisy signs of mission and of boards."""
    n = len(sector)
    usual = np.random.default_rng(0).random((MISSIONS, VALUES)) < 0.3
    chosen = rng.random((n, VALUES)) < np.where(usual[sector.mission], 0.65, 0.2)
    ways = {
        name: np.where(knows["ways"], np.clip(np.rint(rng.normal(3, 1, n)), 1, 5), np.nan)
        for name in ("pace", "governance")
    }
    member = rng.random((sector.boards.shape[1], NETWORKS)) < 0.08
    networks = (sector.boards @ member > 0) & (rng.random((n, NETWORKS)) < 0.6)
    return ways | {
        "values": _sparse(chosen & knows["values"][:, None]),
        "safeguarding": np.where(knows["ways"], rng.integers(1, 4, n), np.nan),
        "networks": _sparse(networks & knows["networks"][:, None]),
        "networks_known": knows["networks"],
    }


def _shown(told: Organisations, rng) -> Organisations:
    """What each shows to every signed-in organisation: never an exact turnover, and not every section."""
    shows = {name: rng.random(len(told)) >= share for name, share in KEPT_CLOSER.items()}

    def kept(sets, name):
        matrix = csr_array(sets.toarray() * shows[name][:, None])
        matrix.eliminate_zeros()
        return matrix

    return told.where(
        turnover=np.full(len(told), np.nan),
        band=np.where(shows["turnover"], told.band, -1).astype(np.int16),
        load=np.where(shows["load"], told.load, np.nan),
        places=kept(told.places, "places"),
        places_known=told.places_known & shows["places"],
        national=told.national & shows["places"],
        commissioners=kept(told.commissioners, "history"),
        history_known=told.history_known & shows["history"],
        values=kept(told.values, "values"),
        networks=kept(told.networks, "networks"),
        networks_known=told.networks_known & shows["networks"],
    )


def _asked(made: Made, rows, rng) -> Opportunities:
    t, m = made.tenders, len(rows)
    nearest = made.sector.land.apart[t.seat].argsort(axis=1).argsort(axis=1)
    places = (nearest < t.reach[:, None]) & (rng.random(m) >= NOT_STATED["places"])[:, None]
    counts = np.stack([t.sub_areas[:, group == OF_GROUP].sum(axis=1) for group in range(GROUPS)], axis=1)
    coarse = (rng.random(m) < COARSE)[:, None]
    buyers = _buyers(t, rng)
    wanted = rng.random((BUYERS, SUB_AREAS + GROUPS)) < 0.1
    says = rng.random(m) >= NOT_STATED["priorities"]
    return Opportunities(
        ids=np.arange(m),
        group=counts.argmax(axis=1).astype(np.int16),
        services=_sparse(np.hstack([coarse & (counts > 0), ~coarse & t.sub_areas])),
        places=_sparse(places),
        minimum_turnover=_forget(rng, np.where(t.minimum > 0, t.minimum, np.nan), NOT_STATED["minimum_turnover"]),
        yearly_value=_forget(rng, t.value, NOT_STATED["yearly_value"]),
        openness=np.where(rng.random(m) < NOT_STATED["openness"], -1, t.stance).astype(np.int8),
        joint=buyers.sum(axis=1) - 1.0,
        commissioners=_sparse(buyers),
        priorities=_sparse(wanted[t.buyer] & says[:, None]),
    )


def _buyers(tenders, rng):
    """One for each tender, and a second for one in five of those of three districts or more."""
    rows = np.arange(len(tenders))
    buyers = np.zeros((len(tenders), BUYERS), dtype=bool)
    buyers[rows, tenders.buyer] = True
    second = (rng.random(len(tenders)) < 0.2) & (tenders.reach > 2)
    buyers[second, (tenders.buyer[second] + 1) % BUYERS] = True
    return buyers


def _places(made: Made, rng) -> Places:
    land = made.sector.land
    nearest = land.apart.argsort(axis=1).argsort(axis=1)
    beside = (nearest > 0) & (nearest <= NEXT_DOOR)
    postcodes = np.rint(np.exp(rng.normal(8.0, 0.6, DISTRICTS)))
    return Places(
        postcodes=postcodes,
        sparsity=(-postcodes).argsort().argsort() / (DISTRICTS - 1),
        region=land.region.astype(np.int16),
        neighbours=as_yes_or_no(_sparse(beside | beside.T)),
        record=_forget(rng, rng.uniform(0, 0.4, REGIONS), 0.2),
    )
