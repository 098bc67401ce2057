"""The way back and forth again with runs of every state."""

import pytest
from django.db import connection
from django.utils import timezone

from consortia.matching.weight_sets import ensured
from consortia.models import MatchBlock, MatchRun
from partnerships_portal.migrating import Executor

BEFORE_STATES = [("consortia", "0004_name_the_constants_of_fairness")]


def migrate(targets):
    Executor(connection).migrate(targets)


@pytest.mark.django_db(transaction=True)
def test_runs_survive_a_release_that_is_taken_back_and_made_again():
    newest = Executor(connection).loader.graph.leaf_nodes()  # of the apps above, too: their tables go with ours
    at = timezone.now()
    same = {"weight_set": ensured(at=at), "started_at": at}
    done = MatchRun.objects.create(state="done", finished_at=at, **same)
    for state in ("running", "superseded", "failed"):
        run = MatchRun.objects.create(state=state, error="Why" if state == "failed" else "", **same)
        MatchBlock.objects.create(run=run, number=0, kind="prepare")
    try:
        migrate(BEFORE_STATES)
    finally:
        migrate(newest)
    assert list(MatchRun.objects.values_list("pk", "state", "finished_at")) == [(done.pk, "done", at)]
