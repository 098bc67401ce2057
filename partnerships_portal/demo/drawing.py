"""Draws that keep to the shape exactly, however small the world. Pure."""

import numpy as np
from scipy.special import ndtri


def apportion(shares: dict[str, float], number: int) -> dict[str, int]:
    """Split `number` by `shares` into whole parts that sum to it (largest remainder)."""
    exact = {key: share * number / sum(shares.values()) for key, share in shares.items()}
    parts = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: exact[key] - parts[key], reverse=True)
    for key in by_remainder[: number - sum(parts.values())]:
        parts[key] += 1
    return parts


def deal(rng: np.random.Generator, shares: dict[str, float], number: int) -> np.ndarray:
    """`number` keys in random order, each as often as its share says. Array of str objects."""
    keys = [key for key, part in apportion(shares, number).items() for _ in range(part)]
    return rng.permutation(np.array(keys, dtype=object))


def some(rng: np.random.Generator, share: float, number: int) -> np.ndarray:
    """A mask that is true for `share` of `number`, to the nearest whole."""
    mask = np.zeros(number, dtype=bool)
    mask[: round(share * number)] = True
    return rng.permutation(mask)


def log_normal(rng: np.random.Generator, low: float, high: float, number: int) -> np.ndarray:
    """`number` figures, log-normal, that reach from `low` to `high` (the 0.3 % and 99.7 % points, or nearer)."""
    ranks = rng.permutation((np.arange(number) + 0.5) / number)
    z = np.clip(ndtri(ranks) / 2.75, -1, 1)
    return np.exp((np.log(low) + np.log(high)) / 2 + z * (np.log(high) - np.log(low)) / 2)
