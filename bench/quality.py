"""How well matching finds what is true in invented sectors, beside plain ways of ranking; no database is read.

The sectors are in quality_sectors.py, their hidden rules in quality_worlds.py, what a portal would know of them in
quality_visible.py, the ways of ranking in quality_methods.py, the measures in quality_metrics.py. What the figures can
and cannot show is in docs/decisions/0128-what-quality-shows.md.

Two tasks: "pair", each organisation's partners of now among those it has not been in a team with; and "fit", the
tenders of now that it bids for. The penalty for being shown often is tried on partners, as the portal uses it: every
organisation looks at its first ten once a week for eight weeks, with what was shown in the four weeks before; figures
are means over the last four. "ours" sinks whoever was shown often among all, as the portal does; "ours_of_20" only puts
the twenty that score best in another order.

Prints for each sector how much of the truth shows ("quality_signal"): of the pairs of an organisation and a tender that
it bids for, and of all pairs, the share that have a service, or a place, in common. Then a line for each task, method
and penalty: means over the seeds and standard errors of these means. `ndcg_more_than_ours` is the difference within a
sector: its error is what tells whether one method is better. `gini`, `shown_share` and `small_share` tell of
what stands in first tens: how unevenly (Gini), what share is ever shown, and what share of the places goes to the
smaller half by turnover (none for tenders).
"""

import json
from collections import defaultdict

import numpy as np

from bench import quality_methods, quality_metrics
from bench.quality_visible import visible
from bench.quality_worlds import RULES, Made, make
from consortia.fairness.evenness import gini
from consortia.matching.scoring import KEEP
from consortia.matching.world import World

SEEDS = 6
PENALTIES = (0.02, 0.03, 0.05)
WEEKS, LATELY = 8, 4
MEASURES = ("recall_at_10", "mrr", "ndcg_at_10", "gini", "shown_share", "small_share")
NDCG = MEASURES.index("ndcg_at_10")
SIGNALS = ("services_if_bid", "services_of_all", "places_if_bid", "places_of_all")


def main(seeds: str = str(SEEDS)) -> None:
    for name in RULES:
        found, signals = defaultdict(list), []
        for seed in range(int(seeds)):
            made = make(name, seed)
            world = visible(made, seed)
            signals.append(signal(made, world))
            for key, measures in measured(made, world, seed).items():
                found[key].append(measures)
        _say({"name": "quality_signal", "world": name} | _summary(SIGNALS, signals))
        for (task, method, strength), measures in found.items():
            line = {"name": "quality", "task": task, "world": name, "method": method, "penalty": strength}
            more = np.array(measures)[:, NDCG] - np.array(found[task, "ours", 0.0])[:, NDCG]
            line |= _summary(MEASURES, measures) | _summary(("ndcg_more_than_ours",), more[:, None])
            _say(line | {"seeds": int(seeds)})


def _say(line: dict) -> None:
    print(json.dumps(line), flush=True)


def _summary(names: tuple[str, ...], by_seed: list[np.ndarray] | np.ndarray) -> dict:
    """The means, and their standard errors as NAME_se (none from a single seed)."""
    values = np.array(by_seed)
    errors = values.std(axis=0, ddof=1) / len(values) ** 0.5 if len(values) > 1 else np.full(len(names), np.nan)
    summary = {}
    for name, mean, error in zip(names, values.mean(axis=0), errors, strict=True):
        summary |= {name: _number(mean), f"{name}_se": _number(error)}
    return summary


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def signal(made: Made, world: World) -> np.ndarray:
    """float64 [SIGNALS]."""
    own, asked, bids = world.organisations, world.opportunities, made.truth.bids
    services = (own.offered @ asked.services.T).toarray() > 0
    places = (own.places @ asked.places.T).toarray() > 0
    return np.array([services[bids].mean(), services.mean(), places[bids].mean(), places.mean()])


def measured(made: Made, world: World, seed: int) -> dict[tuple[str, str, float], np.ndarray]:
    """The MEASURES by (task, method, penalty) of one sector."""
    truth, rng = made.truth, np.random.default_rng([2, seed])
    small = made.sector.turnover < np.median(made.sector.turnover)
    found = {}
    for method, scores in quality_methods.tenders(world, truth, rng).items():
        allowed = np.ones_like(truth.bids)
        found["fit", method, 0.0] = _judged([quality_metrics.order(scores, allowed, rng)], allowed, truth.bids, None)
    for method, scores in quality_methods.partners(world, truth, rng).items():
        once = [quality_metrics.order(scores, truth.strangers, rng)]
        found["pair", method, 0.0] = _judged(once, truth.strangers, truth.partners, small)
        if method == "ours":
            found |= _penalised(scores, made, small, rng)
    return found


def _penalised(scores: np.ndarray, made: Made, small: np.ndarray, rng) -> dict[tuple[str, str, float], np.ndarray]:
    strangers, partners = made.truth.strangers, made.truth.partners
    found = {}
    for strength in PENALTIES:
        for method, kept in (("ours_of_20", of_the_first(scores, strangers, KEEP)), ("ours", scores)):
            orders = weeks(kept, strangers, strength, rng)[-LATELY:]
            found["pair", method, strength] = _judged(orders, strangers, partners, small)
    return found


def of_the_first(scores: np.ndarray, allowed: np.ndarray, kept: int) -> np.ndarray:
    """The scores, those beyond the first `kept` of each row so low that no penalty brings them in."""
    ranked = np.where(allowed, scores, -np.inf)
    least = np.sort(ranked, axis=1)[:, -kept][:, None]
    return np.where(ranked >= least, scores, scores - 100)


def weeks(scores: np.ndarray, allowed: np.ndarray, strength: float, rng) -> list[np.ndarray]:
    """The orders of each week, when whoever was shown in the weeks before sinks by the penalty."""
    orders: list[np.ndarray] = []
    shown: list[np.ndarray] = []
    for _ in range(WEEKS):
        times = np.sum(shown[-LATELY:], axis=0) if shown else np.zeros(scores.shape[1])
        orders.append(quality_metrics.order(scores - strength * np.log1p(times), allowed, rng))
        shown.append(quality_metrics.times_shown(orders[-1], allowed))
    return orders


def _judged(orders: list[np.ndarray], allowed: np.ndarray, truth: np.ndarray, small: np.ndarray | None) -> np.ndarray:
    """float64 [MEASURES] of some weeks together."""
    shown = np.sum([quality_metrics.times_shown(order, allowed) for order in orders], axis=0)
    good = np.mean([quality_metrics.quality(order, truth) for order in orders], axis=0)
    share = np.nan if small is None else shown[small].sum() / shown.sum()
    return np.array([*good, gini(shown), (shown > 0).mean(), share])


if __name__ == "__main__":
    main()
