"""Other ways to find the best of the same folded product, for bench/match_kernel.py."""

import heapq
import time
from io import StringIO
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sparse_dot_topn import sp_matmul_topn

from consortia.matching.folding import Folded

PYTHON_ROWS = 50
NUMPY_ROWS = 10_000


def as_two_matrices(f: Folded):
    """(X, Y) float32: what organisations have, and the lists of the opportunities that want it."""
    matrices = csr_matrix(hstack([f.offers, f.has])), csr_matrix(vstack([f.asks, f.wants]))
    for matrix in matrices:
        matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrices


def sparse_dot_topn(X, Y, keep: int, threads: int):
    return sp_matmul_topn(X, Y, top_n=keep, sort=True, n_threads=threads)


def numpy_dense(f: Folded, keep: int, block: int = 1_000) -> float:
    """Seconds for a dense product and argpartition, block by block; beyond NUMPY_ROWS in proportion."""
    started = time.perf_counter()
    services, lists = f.asks.toarray(), f.wants.toarray()
    rows = min(NUMPY_ROWS, len(f.kind))
    for first in range(0, rows, block):
        some = slice(first, min(first + block, rows))
        shared = f.offers[some].toarray() @ services
        score = f.has[some].toarray() @ lists
        score += shared
        score += f.base[f.kind[some]]
        score += f.reached * np.minimum(f.turnover[some, None] * f.per_asked, 1)
        score[shared <= 0] = -np.inf
        np.argpartition(score, -min(keep, score.shape[1]), axis=1)[:, -keep:]
    return (time.perf_counter() - started) / rows * len(f.kind)


def python_estimate(f: Folded, keep: int) -> float:
    """Seconds for all rows in dictionaries and a heap, from the first few."""
    lists = [_as_lists(matrix) for matrix in (f.asks, f.wants)]
    rows = min(PYTHON_ROWS, len(f.kind))
    mine = [_as_lists(matrix[:rows]) for matrix in (f.offers, f.has)]
    per_asked, turnover, reached = f.per_asked.tolist(), f.turnover.tolist(), float(f.reached)
    base = {kind: f.base[kind].tolist() for kind in set(f.kind[:rows].tolist())}
    started = time.perf_counter()
    for row in range(rows):
        score = dict.fromkeys((column for feature, _ in mine[0][row] for column, _ in lists[0][feature]), 0.0)
        for has, wanted in zip(mine, lists, strict=True):
            for feature, amount in has[row]:
                for column, weight in wanted[feature]:
                    if column in score:
                        score[column] += amount * weight
        same = base[int(f.kind[row])]
        for column in score:
            score[column] += same[column] + reached * min(1, turnover[row] * per_asked[column])
        heapq.nlargest(keep, score, key=score.__getitem__)
    return (time.perf_counter() - started) / rows * len(f.kind)


def _as_lists(matrix) -> list[list[tuple[int, float]]]:
    bounds = matrix.indptr.tolist()
    pairs = list(zip(matrix.indices.tolist(), matrix.data.tolist(), strict=True))
    return [pairs[first:last] for first, last in pairwise(bounds)]


TABLES = """
CREATE TEMP TABLE has (organisation integer, feature integer, amount real);
CREATE TEMP TABLE list (feature integer, opportunity integer, weight real, is_service boolean);
CREATE TEMP TABLE organisation (organisation integer PRIMARY KEY, kind integer, turnover real);
CREATE TEMP TABLE opportunity (kind integer, opportunity integer, base real, per_asked real);
"""
INDEXES = """
CREATE INDEX ON has (organisation) INCLUDE (feature, amount);
CREATE INDEX ON list (feature) INCLUDE (opportunity, weight, is_service);
CREATE UNIQUE INDEX ON opportunity (kind, opportunity) INCLUDE (base, per_asked);
ANALYZE has; ANALYZE list; ANALYZE organisation; ANALYZE opportunity;
"""
BEST = """
SELECT organisation.organisation, best.opportunity, best.score
FROM organisation CROSS JOIN LATERAL (
    SELECT total.opportunity, total.score + base + %s * least(1, organisation.turnover * per_asked) AS score
    FROM (
        SELECT list.opportunity, sum(amount * weight) AS score
        FROM has JOIN list USING (feature)
        WHERE has.organisation = organisation.organisation
        GROUP BY list.opportunity HAVING bool_or(is_service)
    ) total
    JOIN opportunity ON opportunity.kind = organisation.kind AND opportunity.opportunity = total.opportunity
    ORDER BY score DESC LIMIT %s
) best
"""


def postgres_tables(cursor, f: Folded) -> None:
    """The folded product as indexed temporary tables."""
    cursor.execute(TABLES)
    services = f.asks.shape[0]
    X, Y = (matrix.tocoo() for matrix in as_two_matrices(f))
    _copy(cursor, "has", X.row, X.col, X.data)
    _copy(cursor, "list", Y.row, Y.col, Y.data, (Y.row < services).astype(int))
    _copy(cursor, "organisation", np.arange(len(f.kind)), f.kind, f.turnover)
    kinds, columns = np.indices(f.base.shape).reshape(2, -1)
    _copy(cursor, "opportunity", kinds, columns, f.base.ravel(), f.per_asked[columns])
    cursor.execute(INDEXES)


def _copy(cursor, table: str, *columns) -> None:
    rows = zip(*(column.tolist() for column in columns), strict=True)
    cursor.copy_expert(f"COPY {table} FROM STDIN", StringIO("".join("\t".join(map(str, row)) + "\n" for row in rows)))


def postgres_best(cursor, f: Folded, keep: int) -> None:
    cursor.execute("SET LOCAL jit = off")
    cursor.execute(f"SELECT count(*), sum(score) FROM ({BEST}) found", [float(f.reached), keep])
