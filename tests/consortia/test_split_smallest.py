"""How few cover a lot together, as a commissioner is told it."""

from itertools import combinations

import numpy as np
import pytest

from consortia.splitting.counting import Candidate, Need
from consortia.splitting.smallest import smallest


def fewest(need, candidates):
    """The size by trying every team."""
    for size in range(1, len(candidates) + 1):
        for team in combinations(candidates, size):
            together = 0
            for one in team:
                together |= one.cells
            if need.is_met(together, [one.reach for one in team]):
                return size
    return None


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_size_that_trying_every_team_finds(seed):
    rng = np.random.default_rng(seed)
    some = [
        Candidate(int(rng.integers(1, 63)), None if rng.random() < 0.2 else float(rng.integers(1, 5)) * 1e6)
        for _ in range(8)
    ]
    need = Need(0b111111, float(rng.integers(0, 6)) * 1e6 or None)
    size = fewest(need, some)
    words = {None: "More than 8 would be needed", 1: "One alone would do"}.get(size, f"{size} together would do")
    assert smallest(need, some, seconds=2.0) == words


def test_alike_organisations_count_one_by_one_towards_a_turnover():
    assert smallest(Need(1, 3e6), [Candidate(1, 1e6)] * 5, seconds=2.0) == "3 together would do"


def test_more_than_eight_is_said_so():
    assert smallest(Need(1, 9e6), [Candidate(1, 1e6)] * 12, seconds=2.0) == "More than 8 would be needed"
