"""Those who are new to the directory are kept beyond the best twenty, so that a list has places for them."""

import datetime as dt

import numpy as np
import pytest
from django.utils import timezone

from consortia.matching import running
from consortia.matching.newcomers import PLACES, best_newcomers
from consortia.matching.pair import best_pairs, pair_of_pairs
from consortia.matching.pair_tables import PairTables
from consortia.matching.weights import DEFAULT
from consortia.models import PartnerMatch
from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory

from .worlds import random_world, sets

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("seed", range(4))
def test_each_full_list_gets_the_best_newcomers_that_it_does_not_have(seed):
    tables = PairTables.of(random_world(seed, n=60), DEFAULT)
    left_out = sets([4, 8], *([] for _ in range(59)), size=60)
    newcomers = np.arange(0, 60, 4)
    for kept in best_pairs(tables, np.arange(60), DEFAULT):
        found = {}
        for scores in best_newcomers(tables, kept, newcomers, left_out, DEFAULT):
            for row, column in zip(scores.rows.tolist(), scores.columns.tolist(), strict=True):
                found.setdefault(row, []).append(column)
        for row in np.unique(kept.rows).tolist():
            assert found.get(row, []) == _expected(tables, kept, row, newcomers)


def _expected(tables, kept, row, newcomers):
    has = set(kept.columns[kept.rows == row].tolist())
    if len(has) < 20:
        return []
    has |= {4, 8} if row == 0 else set()
    others = np.array([column for column in newcomers.tolist() if column != row and column not in has])
    scores = pair_of_pairs(tables, np.full(len(others), row), others, DEFAULT)
    order = np.lexsort((tables.shown.ids[others], -scores.low, -scores.order))
    return [int(others[at]) for at in order if scores.point[at] > 0][:PLACES]


@pytest.mark.django_db
def test_matching_keeps_newcomers_and_marks_them():
    at = timezone.now()
    services, places = [ServiceAreaFactory() for _ in range(3)], [LocalAuthorityFactory() for _ in range(3)]
    OpportunityFactory(services=services, places=places)
    for n in range(30):
        OrganisationFactory(
            services=[services[n % 3]],
            places=[places[n % 3]],
            admitted_at=at - dt.timedelta(days=900),
            pace_of_decisions=1,
        )
    new = [
        OrganisationFactory(services=[services[n % 3]], places=[places[2]], pace_of_decisions=5, admitted_at=at)
        for n in range(3)
    ]
    running.full_run(at=at)
    marked = PartnerMatch.objects.filter(is_newcomer=True)
    assert marked.exists()
    assert set(marked.values_list("partner", flat=True)) <= {one.pk for one in new}
    for owner in set(marked.values_list("organisation", flat=True)):
        kept = PartnerMatch.objects.filter(organisation=owner)
        assert kept.filter(is_newcomer=False).count() == 20 and kept.filter(is_newcomer=True).count() <= PLACES
