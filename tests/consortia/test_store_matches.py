"""What is found, as the bytes that PostgreSQL reads."""

import json

import numpy as np
import pytest
from django.utils import timezone

from consortia.matching import running
from consortia.matching.acting import matcher_of_now
from consortia.matching.scope import scopes
from consortia.matching.store_matches import as_json
from consortia.matching.world import Estimate
from consortia.models import Scope


def test_parts_are_written_digit_by_digit_as_json_says_them():
    values = np.round(np.random.default_rng(3).random(500), 6)
    values[:4] = [0, 1, 0.000001, 0.999999]
    size, history = Estimate(values, values[::-1], np.ones(500)), Estimate(np.zeros(500), values, values)
    found = [json.loads(row[1:]) for row in as_json({"size": size, "history": history}).tolist()]
    assert found == [
        {"size": [values[i], values[-1 - i], 1.0], "history": [0.0, values[i], values[i]]} for i in range(500)
    ]


@pytest.mark.django_db
def test_scopes_are_stored_as_they_are_found(sector):
    at = timezone.now()
    running.full_run(at=at)
    matcher = matcher_of_now(at)
    found = scopes(matcher.world, matcher.w)
    for position, pk in enumerate(matcher.world.organisations.ids):
        kept = Scope.objects.get(organisation=pk)
        for name in ("need", "readiness"):
            estimate, parts = getattr(found, name), getattr(found, f"{name}_parts")
            assert [getattr(kept, f"{name}{suffix}") for suffix in ("_low", "", "_high")] == [
                estimate.at(edge)[position] for edge in ("low", "point", "high")
            ]
            assert getattr(kept, f"{name}_parts") == {
                part: pytest.approx([value.at(edge)[position] for edge in ("low", "point", "high")], abs=1e-6)
                for part, value in parts.items()
            }
