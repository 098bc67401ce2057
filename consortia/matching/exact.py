"""The exact scores of chosen pairs, row by row: the formulas of fit_formulas.py in compiled loops.

Compiled. Gives the same bits as fit.fit_of_pairs, a hundred times faster: what a row has is laid out in one array, so
that each thing a column asks for is looked up at once.
"""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, hstack

from .compiled import Sets, compiled
from .determinants import share_reached
from .fit_formulas import Facts, Open, opened, parts, total, unknown
from .fit_tables import FitTables
from .scoring import to_decimals

LOW, POINT, HIGH = 0, 1, 2
EDGES = ("low", "point", "high")
NUMBERS = 9  # low, point, high and the six determinants

# One record for each row and each column: estimates as [low, point, high], the rest as in FitTables.
OF_ROWS = {"headroom": 3, "turnover": 3, "maturity": 3, "national": 1, "usual_share": 1, "usual_priorities": 1}
OF_COLUMNS = {"minimum_turnover": 3, "joint": 3, "openness": 3, "crowding": 3, "record": 3}
COUNTS = ("asked_services", "asked_places", "asked_priorities")


class Tables(NamedTuple):
    """FitTables as loops read them."""

    rows: np.ndarray  # records [R]
    columns: np.ndarray  # records [M]
    usual_places: np.ndarray
    usual_history: np.ndarray
    # Services, districts, buyers and services again (for priorities), numbered one after another.
    has: Sets
    asked: np.ndarray  # uint32: what all columns ask for
    start: np.ndarray  # int64 [M, 5]: where in `asked` the services, districts, buyers and priorities of each begin

    @classmethod
    def of(cls, t: FitTables, rows: np.ndarray) -> "Tables":
        """Of these rows, in their order, with every column."""
        has = hstack([sets[rows] for sets in (t.services, t.reach, t.commissioners, t.offered)], format="csr")
        wanted = (t.asked.services, t.asked.places, t.asked.commissioners, t.asked.priorities)
        asked = csr_array(hstack(wanted, format="csr"))
        counts = np.column_stack([np.zeros(len(t.asked), np.int64), *(np.diff(sets.indptr) for sets in wanted)])
        asked.sort_indices()
        return cls(
            rows=_rows(t)[rows],
            columns=_columns(t),
            usual_places=np.ascontiguousarray(t.usual_places, np.float64),
            usual_history=np.ascontiguousarray(t.usual_history, np.float64),
            has=Sets.of(csr_array(has), np.float64),
            asked=asked.indices.astype(np.uint32),
            start=asked.indptr[:-1, None].astype(np.int64) + np.cumsum(counts, axis=1),
        )


def _rows(t: FitTables) -> np.ndarray:
    flags = {
        "comparable": t.comparable,
        "hides_places": ~t.places_known,
        "hides_history": ~t.history_known,
        "hides_turnover": t.turnover.open,
        "no_band": t.no_band,
    }
    return _records(t, OF_ROWS, flags)


def _columns(t: FitTables) -> np.ndarray:
    counts = {name: getattr(t, name).astype(np.int64) for name in COUNTS}
    return _records(t, OF_COLUMNS, counts | {"silent_turnover": t.minimum_turnover.open, "id": t.asked.ids})


def _records(t: FitTables, numbers: dict[str, int], others: dict[str, np.ndarray]) -> np.ndarray:
    """An aligned record array of numbers (estimates of three edges, or single ones) and of arrays as they are."""
    layout: list = [(name, np.float64, (size,)) if size > 1 else (name, np.float64) for name, size in numbers.items()]
    layout += [(name, values.dtype) for name, values in others.items()]
    records = np.zeros(len(next(iter(others.values()))), np.dtype(layout, align=True))
    for name, size in numbers.items():
        values = getattr(t, name)
        records[name] = np.stack([values.at(edge) for edge in EDGES], axis=1) if size > 1 else values
    for name, values in others.items():
        records[name] = values
    return records


class Found(NamedTuple):
    """What some pairs come to."""

    columns: np.ndarray  # uint32 [P]
    numbers: np.ndarray  # float64 [P, NUMBERS]
    unknown: np.ndarray  # int64 [P]


class Overlap(NamedTuple):
    """What a row has of what a column asks for, as shares, and what is usual where one of them does not tell."""

    services: float
    places: float
    buyers: float
    priorities: float
    usual_places: float
    usual_history: float


@compiled
def best_of_rows(t, w, size, first, start, columns, keep):
    """Score the pairs of row first + i with columns[start[i]:start[i + 1]]; keep each row's best, best first.

    Returns (how many of each row, the pairs). `size`: how many things there are to have.
    """
    rows, most = len(start) - 1, np.diff(start).max()
    counts, place = np.zeros(rows, np.int64), 0
    kept, mine = empty(min(keep, most) * rows), empty(most)
    order, have = np.empty(most, np.int64), np.zeros(size)
    for i in range(rows):
        number = start[i + 1] - start[i]
        lay_out(t.has, first + i, have, 1.0)
        score_row(t, w, have, first + i, columns[start[i] : start[i + 1]], mine)
        lay_out(t.has, first + i, have, 0.0)
        rank(t.columns, mine, order, number)
        counts[i] = min(number, keep)
        for j in range(counts[i]):
            kept.columns[place] = mine.columns[order[j]]
            kept.numbers[place] = mine.numbers[order[j]]
            kept.unknown[place] = mine.unknown[order[j]]
            place += 1
    return counts, Found(kept.columns[:place], kept.numbers[:place], kept.unknown[:place])


@compiled
def empty(size):
    return Found(np.empty(size, np.uint32), np.empty((size, NUMBERS)), np.empty(size, np.int64))


@compiled
def lay_out(has, row, have, times):
    """Write what the row has where it can be looked up, or (0 times) wipe it out again."""
    for i in range(has.start[row], has.start[row + 1]):
        have[has.members[i]] = has.weights[i] * times


@compiled
def score_row(t, w, have, row, columns, found):
    """Write the scores of a row with some columns at the low, point and high edge, and the parts of the point."""
    m, numbers = t.rows[row], found.numbers
    start, asked, usual_places, usual_history = t.start, t.asked, t.usual_places, t.usual_history
    for i in range(len(columns)):
        column = columns[i]
        c = t.columns[column]
        overlap = Overlap(
            hits(asked, have, start[column, 0], start[column, 1]) / max(c.asked_services, 1),
            min(hits(asked, have, start[column, 1], start[column, 2]) / max(c.asked_places, 1), 1.0),
            1.0 if hits(asked, have, start[column, 2], start[column, 3]) > 0 else 0.0,
            hits(asked, have, start[column, 3], start[column, 4]) / max(c.asked_priorities, 1),
            usual_places[m.comparable, column] if c.asked_places > 0 else m.usual_share,
            usual_history[m.comparable, column],
        )
        low, point, high = facts(m, c, overlap, LOW), facts(m, c, overlap, POINT), facts(m, c, overlap, HIGH)
        mix = parts(point, w)
        found.columns[i], found.unknown[i] = column, unknown(low, high, silence(m, c))
        numbers[i, 0] = to_decimals(total(parts(low, w), w.shares))
        numbers[i, 1] = to_decimals(total(mix, w.shares))
        numbers[i, 2] = to_decimals(total(parts(high, w), w.shares))
        for k in range(6):
            numbers[i, 3 + k] = to_decimals(mix[k])


@compiled
def hits(asked, have, first, last):
    """The sum of what is asked that the row has."""
    found = 0.0
    for i in range(first, last):
        found += have[asked[i]]
    return found


@compiled
def facts(m, c, overlap, edge):
    """fit.facts of one pair."""
    places_open = m.hides_places or c.asked_places == 0
    return Facts(
        overlap.services,
        max(opened(overlap.places, could(edge, overlap.usual_places), places_open), m.national),
        m.headroom[edge],
        share_reached(m.turnover[edge], c.minimum_turnover[HIGH - edge]),
        m.maturity[edge],
        c.crowding[edge],
        c.joint[edge],
        c.openness[edge],
        opened(overlap.buyers, could(edge, overlap.usual_history), m.hides_history),
        c.record[edge],
        opened(overlap.priorities, could(edge, m.usual_priorities), c.asked_priorities == 0),
    )


@compiled
def could(edge, usual):
    """How much of something open there could be: nothing at the least, all of it at the most, or what is usual."""
    return 0.0 if edge == LOW else 1.0 if edge == HIGH else usual


@compiled
def silence(m, c):
    return Open(m.hides_places, c.asked_places == 0, m.hides_turnover, m.no_band, c.silent_turnover)


@compiled
def rank(columns, found, order, number):
    """Order some pairs by point, then by low, then by the lower id of the column. Few, so by insertion."""
    numbers, at = found.numbers, found.columns
    for i in range(number):
        place = i
        while place > 0 and is_better(columns, numbers, at, i, order[place - 1]):
            order[place] = order[place - 1]
            place -= 1
        order[place] = i


@compiled
def is_better(columns, numbers, at, one, other):
    if numbers[one, 1] != numbers[other, 1]:
        return numbers[one, 1] > numbers[other, 1]
    if numbers[one, 0] != numbers[other, 0]:
        return numbers[one, 0] > numbers[other, 0]
    return columns[at[one]].id < columns[at[other]].id
