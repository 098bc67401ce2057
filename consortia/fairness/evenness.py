"""How evenly something falls to many. Pure."""

import numpy as np


def gini(counts) -> float:
    """The Gini coefficient of counts of 0 or more: 0 where all have the same, towards 1 where one has everything.

    0 where there is nothing to share out. (Gini 1912; here as the mean difference over twice the mean.)
    """
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    n, total = len(ordered), ordered.sum()
    if n == 0 or total == 0:
        return 0.0
    ranks = np.arange(1, n + 1)
    return float((2 * ranks - n - 1) @ ordered / (n * total))


def lorenz(counts, steps: int = 20) -> list[float]:
    """The share that falls to the least-favoured 0, 1/steps, ... all of them: `steps` + 1 numbers from 0 to 1.

    The straight line where there is nothing to share out. (Lorenz 1905.)
    """
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    shares = np.linspace(0, 1, steps + 1)
    if len(ordered) == 0 or ordered.sum() == 0:
        return [round(float(share), 6) for share in shares]
    reached = np.concatenate([[0.0], np.cumsum(ordered)]) / ordered.sum()
    return [round(float(share), 6) for share in np.interp(shares * len(ordered), np.arange(len(ordered) + 1), reached)]
