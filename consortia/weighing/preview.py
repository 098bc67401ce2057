"""What a draft of weights would change: the same lists under both, laid beside each other. Pure.

Lists are of what each organisation would read first: its best opportunities, and its best possible partners. Partners
are compared by what they show, so a preview tells nothing that is kept closer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from consortia.fairness.evenness import gini, lorenz
from consortia.matching.fit import best_fits
from consortia.matching.fit_tables import FitTables
from consortia.matching.pair import best_pairs
from consortia.matching.pair_tables import PairTables
from consortia.matching.world import World

TOP = 10  # what stands on the first page of a list
MOST_PAIRS = 20_000_000  # beyond so many, some organisations stand for all
STEPS = 20  # of the progress that is told
SMALL = 10_000_000.0  # pounds a year: below it an organisation is small, by the band that it shows
NOBODY = -1
SEED = 1  # the same sample each time


@dataclass(frozen=True)
class Weighed:
    """One weight set with what it needs of the world."""

    w: dict
    fits: FitTables
    pairs: PairTables

    @classmethod
    def of(cls, world: World, w: dict, exposure: np.ndarray) -> "Weighed":
        """`exposure`: how often each was shown in as many days as this weight set looks back."""
        world = replace(world, exposure=exposure)
        return cls(w, FitTables.of(world, w), PairTables.of(world, w))

    def tenders(self, rows: np.ndarray) -> np.ndarray:
        """int [rows, TOP]: the positions of the best opportunities, NOBODY where there are fewer."""
        return _first(rows, best_fits(self.fits, rows, self.w))

    def partners(self, rows: np.ndarray) -> np.ndarray:
        """int [rows, TOP]: the positions of the best possible partners, NOBODY where there are fewer."""
        return _first(rows, best_pairs(self.pairs, rows, self.w))


def _first(rows: np.ndarray, found) -> np.ndarray:
    lists = np.full((len(rows), TOP), NOBODY)
    for scores in found:  # of whole rows, the best of each first
        owners, columns = np.searchsorted(rows, scores.rows), scores.columns
        place = np.arange(len(owners)) - np.searchsorted(owners, owners, side="left")
        kept = place < TOP
        lists[owners[kept], place[kept]] = columns[kept]
    return lists


def rows_looked_at(organisations: int) -> np.ndarray:
    """The positions whose lists are compared, ascending: all, or so many by chance that it stays quick."""
    most = max(1, MOST_PAIRS // max(organisations, 1))
    if organisations <= most:
        return np.arange(organisations)
    return np.sort(np.random.default_rng(SEED).choice(organisations, most, replace=False))


def preview(
    world: World, before: Weighed, after: Weighed, labels: dict[str, list[str]], tell: Callable[[int, int], None]
) -> dict:
    """What would change, as JSON. `labels`: words of bands of turnover and of service groups, by position.

    `tell(done, total)` is called as it goes on.
    """
    rows = rows_looked_at(len(world.shown))
    lists: dict[str, list] = {"tenders": [], "partners": []}
    for done, some in enumerate(_steps(rows), start=1):
        for kind in lists:
            lists[kind].append((getattr(before, kind)(some), getattr(after, kind)(some)))
        tell(done, STEPS)
    tenders, partners = (tuple(np.vstack(side) for side in zip(*lists[kind], strict=True)) for kind in lists)
    counts = [np.bincount(one[one != NOBODY], minlength=len(world.shown)) for one in partners]
    return {
        "organisations": len(world.shown),
        "looked_at": len(rows),
        "opportunities": len(world.opportunities),
        "tenders": _moved(*tenders),
        "partners": _moved(*partners),
        "gini": [round(gini(one), 4) for one in counts],
        "lorenz": [lorenz(one) for one in counts],
        "never_shown": [int((one == 0).sum()) for one in counts],
        "small": [_share(one, _is_small(world)) for one in counts],
        "sizes": _by_group(world.shown.band, labels["sizes"], counts),
        "sectors": _by_group(world.shown.group, labels["sectors"], counts),
    }


def _steps(rows: np.ndarray) -> Iterator[np.ndarray]:
    yield from np.array_split(rows, STEPS)


def _moved(before: np.ndarray, after: np.ndarray) -> dict:
    """How many lists there are, how many begin otherwise, and how much the two have in common, from 0 to 1."""
    some = (before[:, 0] != NOBODY) | (after[:, 0] != NOBODY)
    before, after = before[some], after[some]
    if not len(before):
        return {"lists": 0, "first_changed": 0, "overlap": 1.0}
    in_both = ((before[:, :, None] == after[:, None, :]) & (before != NOBODY)[:, :, None]).any(axis=2).sum(axis=1)
    longest = np.maximum((before != NOBODY).sum(axis=1), (after != NOBODY).sum(axis=1))
    changed = int((before[:, 0] != after[:, 0]).sum())
    return {"lists": len(before), "first_changed": changed, "overlap": round(float((in_both / longest).mean()), 4)}


def _is_small(world: World) -> np.ndarray:
    band = world.shown.band
    return (band >= 0) & (world.bands.high[np.maximum(band, 0)] <= SMALL)


def _share(counts: np.ndarray, chosen: np.ndarray) -> float:
    return round(float(counts[chosen].sum() / max(counts.sum(), 1)), 4)


def _by_group(group: np.ndarray, labels: list[str], counts: list[np.ndarray]) -> list[dict]:
    """For each group, in the order of the labels and then those that show none: how many, and its shares of places."""
    found = []
    for position, label in [*enumerate(labels), (-1, "Not shown")]:
        chosen = group == position
        if chosen.any():
            shares = [_share(one, chosen) for one in counts]
            found.append({"label": label, "organisations": int(chosen.sum()), "shares": shares})
    return found
