"""How good rankings are, and whom they show. Pure.

Ties are broken by chance, for every method alike: an order by id must never look like knowledge.
"""

import numpy as np

TOP = 10


def order(scores: np.ndarray, allowed: np.ndarray, rng) -> np.ndarray:
    """int [rows, columns]: the columns of each row, best first; those that are not allowed come last."""
    ranked = np.where(allowed, scores, -np.inf)
    return np.lexsort((rng.random(ranked.shape), -ranked), axis=1)


def quality(order: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """float64 [3]: recall@10, MRR and nDCG@10, each the mean over the rows of which something is true.

    Recall is of the true ones, or of ten where there are more, so that a perfect ranking has 1. MRR is one over the
    place of the first true one in the whole ranking. Gains of nDCG are 0 or 1.
    """
    asked = truth.any(axis=1)
    hits = np.take_along_axis(truth, order, axis=1)[asked]
    reachable = np.minimum(hits.sum(axis=1), TOP)
    discounts = 1 / np.log2(np.arange(2, TOP + 2))
    top = hits[:, :TOP]
    recall = top.sum(axis=1) / reachable
    reciprocal = 1 / (hits.argmax(axis=1) + 1)
    gained = top @ discounts[: top.shape[1]] / np.cumsum(discounts)[reachable - 1]
    return np.array([recall.mean(), reciprocal.mean(), gained.mean()])


def times_shown(order: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """int [columns]: in how many rows' first ten each column stands."""
    first = order[:, :TOP]
    shown = first[np.take_along_axis(allowed, first, axis=1)]
    return np.bincount(shown, minlength=order.shape[1])
