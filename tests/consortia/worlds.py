"""Made-up worlds of arrays for the tests and benchmarks of matching."""

import numpy as np
from scipy.sparse import csr_array

from consortia.matching.world import Bands, LeftOut, Opportunities, Organisations, Places, World, as_yes_or_no

GROUPS = (
    "health",
    "social-care",
    "children-and-young-people",
    "education",
    "culture-and-leisure",
    "other",
)
EDGES = (0, 250_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000)
BANDS = Bands(low=np.array(EDGES, dtype=float), high=np.array((*EDGES[1:], np.inf), dtype=float))


def sets(*rows, size, values=None) -> csr_array:
    """A sparse matrix from lists of columns, one list for each row."""
    matrix = np.zeros((len(rows), size), dtype=np.float32)
    for row, columns in enumerate(rows):
        matrix[row, list(columns)] = 1 if values is None else values[row]
    return csr_array(matrix)


def random_sets(rng, rows, size, mean) -> csr_array:
    matrix = rng.random((rows, size)) < min(mean / size, 1)
    return csr_array(matrix.astype(np.float32))


def forget(rng, values, share):
    """The same numbers with about `share` of them unknown."""
    return np.where(rng.random(len(values)) < share, np.nan, values)


def random_organisations(rng, n, services=12, places=20, commissioners=8, unknown=0.3) -> Organisations:
    claims = random_sets(rng, n, services, 3)
    claims.data = rng.choice([0.5, 1.0], size=claims.nnz).astype(np.float32)
    turnover = forget(rng, np.round(10 ** rng.uniform(5, 8, n)), unknown)
    districts = random_sets(rng, n, places, 3)
    return Organisations(
        ids=np.arange(n) * 3 + 7,
        kind=rng.integers(0, 3, n).astype(np.int16),
        group=rng.integers(-1, len(GROUPS), n).astype(np.int16),
        claims=claims,
        services=claims,
        places=districts,
        national=rng.random(n) < 0.1,
        places_known=np.diff(districts.indptr) > 0,
        turnover=turnover,
        band=np.where(rng.random(n) < unknown, -1, BANDS.of(turnover)).astype(np.int16),
        load=forget(rng, rng.uniform(0, 2, n), unknown),
        years=forget(rng, rng.uniform(0, 20, n), unknown),
        commissioners=random_sets(rng, n, commissioners, 1),
        history_known=rng.random(n) > unknown,
        joint_bids=forget(rng, rng.integers(0, 4, n).astype(float), unknown),
        values=random_sets(rng, n, 10, 3),
        pace=forget(rng, rng.integers(1, 6, n).astype(float), unknown),
        governance=forget(rng, rng.integers(1, 6, n).astype(float), unknown),
        safeguarding=forget(rng, rng.integers(0, 4, n).astype(float), unknown),
        networks=random_sets(rng, n, 5, 1),
        networks_known=rng.random(n) > unknown,
    )


def random_opportunities(rng, m, services=12, places=20, commissioners=8, unknown=0.3) -> Opportunities:
    return Opportunities(
        ids=np.arange(m) * 2 + 5,
        group=rng.integers(-1, len(GROUPS), m).astype(np.int16),
        services=random_sets(rng, m, services, 2),
        places=random_sets(rng, m, places, 3),
        minimum_turnover=forget(rng, np.round(10 ** rng.uniform(5, 7, m)), 0.5),
        yearly_value=forget(rng, np.round(10 ** rng.uniform(4, 7, m)), unknown),
        openness=rng.integers(-1, 4, m).astype(np.int8),
        joint=forget(rng, rng.integers(0, 2, m).astype(float), unknown),
        commissioners=sets(*([c] for c in rng.integers(0, commissioners, m)), size=commissioners),
        priorities=random_sets(rng, m, services, 1),
    )


def random_world(seed, n=30, m=25, services=12, places=20, unknown=0.3) -> World:
    rng = np.random.default_rng(seed)
    next_to = np.triu(rng.random((places, places)) < 0.15, 1)
    organisations = random_organisations(rng, n, services, places, unknown=unknown)
    opportunities = random_opportunities(rng, m, services, places, unknown=unknown)
    couples = np.triu(rng.random((n, n)) < 0.05, 1)
    return World(
        organisations=organisations,
        shown=as_shown(rng, organisations),
        opportunities=opportunities,
        market=opportunities,
        places=Places(
            postcodes=rng.integers(500, 9000, places).astype(float),
            sparsity=rng.random(places),
            region=rng.integers(0, 4, places).astype(np.int16),
            neighbours=csr_array((next_to | next_to.T).astype(np.float32)),
            record=forget(rng, rng.random(4), unknown),
        ),
        bands=BANDS,
        service_group=(np.arange(services) % len(GROUPS)).astype(np.int16),
        groups=GROUPS,
        together=csr_array((couples | couples.T).astype(np.float32)),
        exposure=(rng.integers(0, 50, n) * (rng.random(n) < 0.5)).astype(float),
        left_out=LeftOut.nothing(n, m),
    )


def as_shown(rng, told: Organisations) -> Organisations:
    """What the organisations show if each keeps some sections to itself."""
    hides = rng.random(len(told)) < 0.3
    keep = csr_array(np.diag((~hides).astype(np.float32)))
    return told.where(
        turnover=np.full(len(told), np.nan),
        load=np.where(hides, np.nan, told.load),
        places=as_yes_or_no((keep @ told.places).tocsr()),
        places_known=told.places_known & ~hides,
        national=told.national & ~hides,
        history_known=told.history_known & ~hides,
    )
