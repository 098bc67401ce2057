"""Pair, compiled: which partners may be among the best of each row, out of all pairs.

Pure. The formulas are those of pair.py at the point edge, in float64, one pair at a time: what each of two brings to
the other is worked out once and serves both. Every row keeps its CANDIDATES best in a heap; pair.py scores those
exactly. Import only where there is much to score: compiling, or reading what was compiled, takes a second.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from .compiled import Sets, threads
from .pair_loops import SIDE, products, score_rows, score_tiles, wanted_of_pairs
from .pair_tables import PairTables
from .pair_wants import Wants
from .pairing import Pairs
from .weights import DETERMINANTS

CANDIDATES = 48


class Wanted(NamedTuple):
    """Wants as plain arrays: `mine` are sets, without weights."""

    mine: Sets
    together: np.ndarray
    share: np.ndarray
    usual: np.ndarray
    label: np.ndarray

    @classmethod
    def of(cls, wants: Wants, dtype) -> "Wanted":
        factors = wants.together, wants.share, wants.usual
        together, share, usual = (np.ascontiguousarray(each, dtype) for each in factors)
        return cls(_sets(wants.mine), together, share, usual, wants.label.astype(np.int64))


class Inputs(NamedTuple):
    """PairTables as plain arrays, one row for each organisation."""

    wanted_places: Wanted
    places: Sets
    wanted_services: Wanted
    services: Sets
    buyer_bits: np.ndarray
    buyer_share: np.ndarray
    commissioners: Sets
    wants_places: np.ndarray
    covers_all: np.ndarray
    size_gain: np.ndarray
    band: np.ndarray
    served_services: np.ndarray
    served_places: np.ndarray
    cells_known: np.ndarray
    claimed_bits: np.ndarray
    place_bits: np.ndarray
    network_bits: np.ndarray
    value_bits: np.ndarray
    values: np.ndarray
    history_known: np.ndarray
    usual_buyers_known: np.ndarray
    classes: np.ndarray
    pace: np.ndarray
    governance: np.ndarray
    safeguarding: np.ndarray
    together: Sets
    penalty: np.ndarray
    weights: np.ndarray  # of DETERMINANTS
    shared_network: float
    typical_share: float
    alignment_floor: float


def inputs_of(t: PairTables, w) -> Inputs:
    shown, c = t.shown, w["constants"]
    return Inputs(
        wanted_places=Wanted.of(t.places.wants, np.float32),
        places=_sets(t.places.has),
        wanted_services=Wanted.of(t.services.wants, np.float32),
        services=_sets(t.services.has),
        buyer_bits=t.buyers.bits,
        buyer_share=t.buyers.share,
        commissioners=_sets(shown.commissioners),
        wants_places=t.places.wants.any,
        covers_all=t.covers_all > 0,
        size_gain=np.ascontiguousarray(t.size_point, np.float32),
        band=t.band_point.astype(np.int64),
        served_services=t.served_services.astype(np.float64),
        served_places=t.served_places.astype(np.float64),
        cells_known=t.services.known & t.places.known,
        claimed_bits=_bits(shown.claimed),
        place_bits=_bits(shown.places),
        network_bits=_bits(shown.networks),
        value_bits=_bits(shown.values),
        values=np.diff(shown.values.indptr).astype(np.float64),
        history_known=shown.history_known,
        usual_buyers_known=t.usual_buyers_known,
        classes=t.classes.astype(np.int64),
        pace=shown.pace,
        governance=shown.governance,
        safeguarding=shown.safeguarding,
        together=_sets(t.together),
        penalty=t.penalty,
        weights=np.array([w["brings"][name] for name in DETERMINANTS]),
        shared_network=c["shared_network"],
        typical_share=c["typical_share"],
        alignment_floor=c["alignment_floor"],
    )


def _sets(matrix) -> Sets:
    return Sets.of(matrix, np.float32)


def _bits(matrix) -> np.ndarray:
    """uint64 [N, words]: one bit for each member of each set."""
    words = np.zeros((matrix.shape[0], matrix.shape[1] // 64 + 1), dtype=np.uint64)
    rows, members = matrix.nonzero()
    np.bitwise_or.at(words, (rows, members // 64), np.uint64(1) << (members % 64).astype(np.uint64))
    return words


def candidates(x: Inputs, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(keys, columns), [rows, CANDIDATES] each: the highest point - penalty of each row, in no order.

    Only pairs above 0; what is not used is -inf. Where `rows` are all organisations each pair is scored once.
    """
    keys = np.full((len(rows), CANDIDATES), -np.inf)
    columns = np.zeros((len(rows), CANDIDATES), dtype=np.int64)
    tiles = -(-len(rows) // SIDE)
    if np.array_equal(rows, np.arange(len(x.penalty))):
        for one, other in _rounds(tiles):
            _in_threads(
                lambda at, one=one, other=other: score_tiles(x, rows, one[at], other[at], keys, columns), len(one)
            )
    else:
        _in_threads(lambda at: score_rows(x, rows, at, keys, columns), tiles)
    return keys, columns


def _in_threads(work, count: int) -> None:
    """Call `work` with the numbers below `count`, a share of them in each thread. Compiled code lets go of the GIL."""
    shares = np.array_split(np.arange(count), threads())
    with ThreadPoolExecutor(len(shares)) as pool:
        list(pool.map(work, shares))


def _rounds(tiles: int):
    """Every tile with itself and every couple of tiles, in rounds in which none comes twice: threads never meet."""
    yield np.arange(tiles), np.arange(tiles)
    seats = tiles + tiles % 2
    for turn in range(seats - 1):
        ring = np.concatenate([[seats - 1], np.roll(np.arange(seats - 1), turn)])
        one, other = ring[: seats // 2], ring[seats // 2 :][::-1]
        both = (one < tiles) & (other < tiles)
        yield one[both], other[both]


@dataclass(frozen=True)
class CompiledPairs(Pairs):
    """Pairs whose products are compiled, and worked out once however often they are asked for."""

    done: dict = field(default_factory=dict)

    def product(self, left, right):
        def find(found):
            one, other = (matrix if matrix.has_sorted_indices else matrix.sorted_indices() for matrix in (left, right))
            sets = _sets(one), _sets(other)
            _in_threads(lambda at: products(*sets, self.rows, self.columns, at, found), len(found))

        return self._once(find, left, right)

    def wanted(self, wants, has):
        return self._once(lambda found: _wanted_into(found, wants, has, self.rows, self.columns), wants, has)

    def wanted_turned(self, wants, has):
        return self._once(lambda found: _wanted_into(found, wants, has, self.columns, self.rows), has, wants)

    def _once(self, find, left, right):
        """What `find` fills in, or has filled in before. Of one thing seen from two sides `left` is the row's."""
        key = id(left), id(right)
        if key not in self.done:
            found = np.empty(len(self.rows))
            find(found)
            self.done[key] = found, left, right  # the matrices too, so that their ids stay their own
        return self.done[key][0]


def _wanted_into(found, wants, has, rows, columns):
    if isinstance(wants, Wants):
        sets = Wanted.of(wants, np.float64), _sets(has)
        _in_threads(lambda at: wanted_of_pairs(*sets, rows, columns, at, found), len(found))
    else:
        found[:] = wants.of_pairs(has, rows, columns)
