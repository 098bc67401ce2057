"""How long composing takes: the pure composer, in worlds of its own, without a database.

A world (`world`): cells are services x places, as square as the number of cells allows. Each organisation
- offers one service (60 %), two (25 %), three (10 %) or half of all (5 %), and delivers in one place (55 %), a run of
  two to four that lie side by side (32 %), in half of all (10 %) or everywhere (3 %); it covers each of its services in
  each of its places. The first services and places are drawn more often than the last: small worlds have gaps;
- has a turnover that is lognormal around £600,000 times the square root of the cells it covers, leads if it has a
  quarter of the threshold and in two of three cases is old enough, fits as it covers, and was shown at times.
Most opportunities ask for £1 to £8 million of turnover, one in five for none. As the portal keeps them, each
organisation knows the scores of up to ten partners, found among those who complement it; one in fifty has a rival.

Prints a line for each size: seconds of wall-clock and of processor, at the median and at most, the share proven best
and the share proven smallest.
"""

import json
import random
import time
from statistics import median

from consortia.composing.composer import compose
from consortia.composing.problem import Problem

SIZES = (120, 2_000, 20_000)
CELLS = {9: (3, 3), 24: (4, 6), 60: (6, 10)}  # services x places
INSTANCES = 20
SEED = 1


def world(organisations: int, cells: int, random: random.Random) -> Problem:
    """One opportunity and those who may take part, as described above."""
    services, places = CELLS[cells]
    covers = [_covers(services, places, random) for _ in range(organisations)]
    threshold = 0.0 if random.random() < 0.2 else random.uniform(1e6, 8e6)
    width = [covered.bit_count() for covered in covers]
    turnover = [round(random.lognormvariate(0, 1) * 6e5 * max(1, one) ** 0.5) for one in width]
    return Problem(
        cells=cells,
        ids=range(1, organisations + 1),
        covers=covers,
        turnover=turnover,
        lead=[earned >= threshold / 4 and random.random() < 2 / 3 for earned in turnover],
        fit=[min(1.0, 0.35 + 0.4 * one / cells + random.uniform(0, 0.3)) for one in width],
        threshold=threshold,
        pair=_pairs(covers, random),
        conflicts=_conflicts(organisations, random),
        penalty=[0.02 * random.expovariate(1.0) for _ in covers],
    )


def _covers(services: int, places: int, random: random.Random) -> int:
    number = random.choices((1, 2, 3, services // 2), (60, 25, 10, 5))[0]
    offered = {min(int(random.expovariate(1.5 / services)), services - 1) for _ in range(number)}
    run = random.choices((1, min(places, random.randint(2, 4)), places // 2, places), (55, 32, 10, 3))[0]
    first = min(int(random.triangular(0, places, places / 3)), places - 1)
    return sum(1 << (service * places + (first + step) % places) for service in offered for step in range(run))


def _pairs(covers: list[int], random: random.Random) -> dict[tuple[int, int], float]:
    scores = {}
    for one, covered in enumerate(covers):
        for other in (random.randrange(len(covers)) for _ in range(10)):
            both = covered | covers[other]
            gained = min((both & ~covered).bit_count(), (both & ~covers[other]).bit_count())
            if other != one and gained:
                scores[one + 1, other + 1] = round(
                    min(1.0, random.uniform(0.2, 0.6) + 0.3 * gained / both.bit_count()), 4
                )
    return scores


def _conflicts(organisations: int, random: random.Random) -> set[tuple[int, int]]:
    rivals = (random.sample(range(1, organisations + 1), 2) for _ in range(organisations // 50))
    return {(one, other) for one, other in rivals}


def main() -> None:
    for organisations in SIZES:
        for cells in CELLS:
            print(json.dumps(measured(organisations, cells)), flush=True)


def measured(organisations: int, cells: int) -> dict:
    generator = random.Random(SEED)
    seconds, processor, proven, smallest = [], [], 0, 0
    for _ in range(INSTANCES):
        problem = world(organisations, cells, generator)
        before = time.process_time()
        answer = compose(problem)
        processor.append(time.process_time() - before)
        seconds.append(answer.seconds)
        proven += answer.proven
        smallest += answer.proven_size
    line = {"name": "compose", "organisations": organisations, "cells": cells, "instances": INSTANCES}
    line |= {"seconds_median": round(median(seconds), 4), "seconds_max": round(max(seconds), 4)}
    line |= {"cpu_median": round(median(processor), 4), "cpu_max": round(max(processor), 4)}
    return line | {"proven_share": proven / INSTANCES, "proven_size_share": smallest / INSTANCES}


if __name__ == "__main__":
    main()
