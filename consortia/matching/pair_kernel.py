"""Pair, compiled: which partners may be among the best of each row, out of all pairs.

Pure. The formulas are those of pair.py at the point edge, in float64, one pair at a time: what each of two brings to
the other is worked out once and serves both. Every row keeps its CANDIDATES best in a heap; pair.py scores those
exactly. Import only where there is much to score: compiling, or reading what was compiled, takes a second.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from .compiled import Sets, compiled
from .pair_tables import PairTables
from .pairing import Pairs
from .weights import DETERMINANTS

CANDIDATES = 48
SIDE = 64  # rows and columns of a tile, so that what both sides want stays in the cache of one core


class Family(NamedTuple):
    """What each wants of a family of things (places, services, commissioners), and has of it."""

    wants: Sets
    has: Sets
    size: int


class Inputs(NamedTuple):
    """PairTables as plain arrays, one row for each organisation."""

    places: Family
    services: Family
    commissioners: Family
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
        places=_family(t.places.wants, t.places.has),
        services=_family(t.services.wants, t.services.has),
        commissioners=_family(t.buyers, shown.commissioners),
        wants_places=np.diff(t.places.wants.indptr) > 0,
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


def _family(wants, has) -> Family:
    return Family(_sets(wants), _sets(has), wants.shape[1])


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
                lambda at, one=one, other=other: _score_tiles(x, rows, one[at], other[at], keys, columns), len(one)
            )
    else:
        _in_threads(lambda at: _score_rows(x, rows, at, keys, columns), tiles)
    return keys, columns


def _in_threads(work, count: int) -> None:
    """Call `work` with the numbers below `count`, a share of them in each thread. Compiled code lets go of the GIL."""
    shares = np.array_split(np.arange(count), len(os.sched_getaffinity(0)))
    with ThreadPoolExecutor(len(shares)) as threads:
        list(threads.map(work, shares))


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
        key = id(left), id(right)
        if key not in self.done:
            one, other = (matrix if matrix.has_sorted_indices else matrix.sorted_indices() for matrix in (left, right))
            found = np.empty(len(self.rows))
            sets = _sets(one), _sets(other)
            _in_threads(lambda at: _products(*sets, self.rows, self.columns, at, found), len(found))
            self.done[key] = found, left, right  # the matrices too, so that their ids stay their own
        return self.done[key][0]


# -- compiled ---------------------------------------------------------------------------------


@compiled
def _score_tiles(x, rows, one, other, keys, columns):
    for tile in range(len(one)):
        _score_tile(x, rows, one[tile] * SIDE, other[tile] * SIDE, True, keys, columns)


@compiled
def _score_rows(x, rows, tiles, keys, columns):
    for tile in tiles:
        for second in range(0, len(x.penalty), SIDE):
            _score_tile(x, rows, tile * SIDE, second, False, keys, columns)


@compiled
def _score_tile(x, rows, first, second, mirrored, keys, columns):
    """Rows from `first` with columns from `second`; `mirrored`: the columns are rows too, and keep their own best."""
    some = rows[first : first + SIDE]
    others = np.arange(second, min(second + SIDE, len(x.penalty)))
    points = _points(x, some, others)
    penalty = x.penalty
    for i in range(len(some)):
        for j in range(len(others)):
            a, b, point = some[i], others[j], points[i, j]
            if a == b or point <= 0 or (mirrored and first == second and b < a):
                continue
            if point - penalty[b] > keys[first + i, 0]:
                _keep(keys[first + i], columns[first + i], point - penalty[b], b)
            if mirrored and point - penalty[a] > keys[b, 0]:
                _keep(keys[b], columns[b], point - penalty[a], a)


# Loops over pairs use local arrays and numbers only: handing `x` to a function costs more than a score.


@compiled
def _points(x, some, others):
    """[some, others]: the score of each pair, as determinants.pair."""
    services, places = _common(x.claimed_bits, some, others), _common(x.place_bits, some, others)
    history = _history(x, some, others)
    brings = _brings(x, some, others, services, places, history)
    gains = _brings(x, others, some, _turned(services), _turned(places), _turned(history))
    alignment, floor = _alignment(x, some, others), x.alignment_floor
    points = np.zeros(brings.shape)
    for i in range(len(some)):
        for j in range(len(others)):
            one, other = brings[i, j], gains[j, i]
            if one + other > 0:
                points[i, j] = 2 * one * other / (one + other) * (floor + (1 - floor) * alignment[i, j])
    return points


@compiled
def _turned(values):
    return np.ascontiguousarray(values.T)


@compiled
def _brings(x, some, others, services, places, history):
    """[some, others]: what each of `others` brings to each of `some`, as pair.brings."""
    w = x.weights
    place = _shares(x.places, some, others)
    _cover(place, x.wants_places[some], x.covers_all[others])
    commissioner = _shares(x.commissioners, some, others)
    _fill(commissioner, x.usual_buyers_known[some], x.classes[others], x.history_known[others])
    size, band = x.size_gain[some], x.band[others]
    service, overlap = _shares(x.services, some, others), _overlap(x, some, others, services, places)
    total = np.empty(place.shape)
    for i in range(len(some)):
        for j in range(len(others)):
            known = w[0] * place[i, j] + w[1] * size[i, band[j]] + w[2] * service[i, j]
            total[i, j] = known + w[3] * (1 - overlap[i, j]) + w[4] * commissioner[i, j] + w[5] * history[i, j]
    return total


@compiled
def _shares(family, some, others):
    """[some, others]: the share of what each of `some` wants that each of `others` has."""
    wanted = _dense(family.wants, some, family.size)
    starts, members, amounts = family.has.start, family.has.members, family.has.weights
    shares = np.zeros((len(some), len(others)))
    for i in range(len(some)):
        for j in range(len(others)):
            total = 0.0
            for at in range(starts[others[j]], starts[others[j] + 1]):
                total += np.float64(wanted[i, members[at]]) * np.float64(amounts[at])
            shares[i, j] = min(total, 1.0)
    return shares


@compiled
def _dense(sets, some, size):
    starts, members, amounts = sets.start, sets.members, sets.weights
    dense = np.zeros((len(some), size), dtype=np.float32)
    for i in range(len(some)):
        for at in range(starts[some[i]], starts[some[i] + 1]):
            dense[i, members[at]] = amounts[at]
    return dense


@compiled
def _cover(place, wants, covers):
    """A national partner covers whatever place is wanted."""
    for i in range(len(wants)):
        for j in range(len(covers)):
            if wants[i] and covers[j]:
                place[i, j] = 1.0


@compiled
def _fill(commissioner, usual, classes, known):
    """Whose history is not known, knows the commissioners that its class usually knows."""
    for i in range(len(usual)):
        for j in range(len(known)):
            if not known[j]:
                commissioner[i, j] = max(commissioner[i, j], usual[i, classes[j]])


@compiled
def _overlap(x, some, others, services, places):
    """[some, others]: the share of the cells of the one that the other serves too, as pair.overlap."""
    cells_known, covers, typical = x.cells_known, x.covers_all, x.typical_share
    served_services, served = x.served_services, x.served_places
    overlap = np.full(services.shape, typical)
    for i in range(len(some)):
        for j in range(len(others)):
            a, b = some[i], others[j]
            if cells_known[a] and cells_known[b]:
                shared = served[b] if covers[a] else served[a] if covers[b] else places[i, j]
                overlap[i, j] = min(services[i, j] / max(served_services[a], 1.0), 1.0) * min(
                    shared / max(served[a], 1.0), 1.0
                )
    return overlap


@compiled
def _history(x, some, others):
    """[some, others]: 1 for those that worked together, less for a shared network, as pair._history."""
    history = np.where(_common(x.network_bits, some, others) > 0, x.shared_network, 0.0)
    starts, members, amounts = x.together.start, x.together.members, x.together.weights
    for i in range(len(some)):
        for at in range(starts[some[i]], starts[some[i] + 1]):
            column = members[at] - others[0]
            if 0 <= column < len(others) and amounts[at] > 0:
                history[i, column] = 1.0
    return history


@compiled
def _alignment(x, some, others):
    """[some, others]: the mean of the likenesses that are known, as pair.alignment at the point."""
    likeness, known = _common(x.value_bits, some, others), np.zeros((len(some), len(others)))
    one, other = x.values[some], x.values[others]
    for i in range(len(some)):
        for j in range(len(others)):
            if one[i] > 0 and other[j] > 0:
                known[i, j] = 1
                likeness[i, j] /= max(one[i] + other[j] - likeness[i, j], 1.0)
    _add_closeness(likeness, known, x.pace[some], x.pace[others])
    _add_closeness(likeness, known, x.governance[some], x.governance[others])
    _add_lower(likeness, known, x.safeguarding[some], x.safeguarding[others])
    typical = x.typical_share
    for i in range(len(some)):
        for j in range(len(others)):
            likeness[i, j] = likeness[i, j] / known[i, j] if known[i, j] else typical
    return likeness


@compiled
def _add_closeness(likeness, known, one, other):
    for i in range(len(one)):
        for j in range(len(other)):
            if not (np.isnan(one[i]) or np.isnan(other[j])):
                likeness[i, j] += 1 - abs(one[i] - other[j]) / 4
                known[i, j] += 1


@compiled
def _add_lower(likeness, known, one, other):
    for i in range(len(one)):
        for j in range(len(other)):
            if not (np.isnan(one[i]) or np.isnan(other[j])):
                likeness[i, j] += min(one[i], other[j]) / 3
                known[i, j] += 1


@compiled
def _common(bits, some, others):
    """[some, others], float64: how many members each two sets share."""
    count = np.zeros((len(some), len(others)))
    for i in range(len(some)):
        for j in range(len(others)):
            for word in range(bits.shape[1]):
                left = bits[some[i], word] & bits[others[j], word]
                while left:
                    left &= left - np.uint64(1)
                    count[i, j] += 1
    return count


@compiled
def _keep(keys, columns, key, column):
    """Into the heap, whose smallest key comes first, in the place of the smallest."""
    if key <= keys[0]:
        return
    at, child = 0, 1
    while child < len(keys):
        if child + 1 < len(keys) and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[at], columns[at] = keys[child], columns[child]
        at, child = child, 2 * child + 1
    keys[at], columns[at] = key, column


@compiled
def _products(left, right, rows, columns, pairs, found):
    """Into `found`, for each of `pairs`: the sum over what a row of one matrix shares with a row of the other.

    Members ascend in each row and are added in that order: as SciPy does, bit for bit.
    """
    for pair in pairs:
        at, end = left.start[rows[pair]], left.start[rows[pair] + 1]
        other, last = right.start[columns[pair]], right.start[columns[pair] + 1]
        total = 0.0
        while at < end and other < last:
            one, two = left.members[at], right.members[other]
            if one == two:
                total += np.float64(left.weights[at]) * np.float64(right.weights[other])
            at, other = at + (one <= two), other + (two <= one)
        found[pair] = total
