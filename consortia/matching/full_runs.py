"""What is done in each block of a full run: the world is read, its rows are scored, the results come into force."""

import numpy as np
from django.db.models import Q
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.actions.alerts import mark_new
from consortia.actions.runs import supersede_older
from consortia.models import (
    ConsortiumMatch,
    MatchBlock,
    MatchReplay,
    MatchRun,
    MatchWorld,
    PartnerMatch,
    Scope,
    TenderMatch,
)
from mutuals.models import Organisation
from partnerships_portal.changes.models import Change

from . import staging, standing
from .acting import KINDS, is_prepared, lock, refresh_all
from .blocks import cut, work_on_next
from .matcher import Matcher
from .packing import packed, unpacked
from .store import read_world
from .timings import Timings
from .weight_sets import published
from .weights import validated

# The world of the run that this process worked on last: unpacked once, not for every block.
_kept: dict[int, Matcher] = {}


def work_on_run(run_id: int, *, at) -> bool:
    """Do one block of a run that is free now; whether there was one. `at` is now, for a run that begins."""

    def work(block: MatchBlock, timings: Timings) -> None:
        if block.kind == MatchBlock.Kind.PREPARE:
            _prepare(block, timings, at)
        elif block.kind == MatchBlock.Kind.SWAP:
            _bring_into_force(block, timings)
        else:
            _score(block, timings)

    worked = work_on_next(run_id, work)
    run = MatchRun.objects.get(pk=run_id)
    if run.state != MatchRun.State.RUNNING:
        _kept.pop(run_id, None)
    elif worked and is_prepared(run):
        supersede_older(run=run, at=timezone.now())
    return worked


def tidy(run: MatchRun) -> None:
    """Delete what a run that has ended still keeps; later, where a worker still writes for it."""
    if staging.remove(run.pk):
        MatchWorld.objects.filter(run=run).delete()
        MatchReplay.objects.filter(run=run).delete()


# -- the first block ------------------------------------------------------------------------------


def _prepare(block: MatchBlock, timings: Timings, at) -> None:
    run = block.run
    run.covers = list(Change.objects.filter(kind__in=KINDS).values_list("pk", flat=True))
    run.weight_set = published() or run.weight_set
    run.started_at = at
    w = validated(run.weight_set.values)
    with timings.phase("read"):
        world = read_world(at, w["constants"]["exposure_days"])
    matcher = Matcher(world, w, run.weight_set_id, at, timings)
    run.organisations, run.opportunities = len(world.organisations), len(world.opportunities)
    with timings.phase("keep"):
        rows = matcher.rows_with_partners
        MatchWorld.objects.create(run=run, content=packed(world), partner_rows=rows.astype(np.int32).tobytes())
    MatchReplay.objects.filter(run=run).delete()  # what was acted on until now is in this world
    staging.create(run.pk)
    found = cut(
        run, organisations=len(world.organisations), opportunities=len(world.opportunities), with_partners=len(rows)
    )
    MatchBlock.objects.bulk_create(found)
    run.save(update_fields=["covers", "weight_set", "started_at", "organisations", "opportunities"])
    _keep(run, matcher)


def _keep(run: MatchRun, matcher: Matcher) -> None:
    _kept.clear()
    _kept[run.pk] = matcher


# -- the blocks between -----------------------------------------------------------------------------


def _score(block: MatchBlock, timings: Timings) -> None:
    matcher = _matcher(block.run, timings)
    rows = np.arange(block.first, block.end)
    with staging.staged(block.run_id):
        if block.kind == MatchBlock.Kind.TENDERS:
            matcher.append_tenders(rows)
        elif block.kind == MatchBlock.Kind.SCOPES:
            matcher.append_scopes(rows)
        else:
            matcher.append_partners(matcher.rows_with_partners[rows])


def _matcher(run: MatchRun, timings: Timings) -> Matcher:
    """The run's world with its weights, the same for every worker."""
    if run.pk not in _kept:
        with timings.phase("unpack"):
            kept = MatchWorld.objects.get(run=run)
            matcher = Matcher(
                unpacked(kept.content), validated(run.weight_set.values), run.weight_set_id, run.started_at, timings
            )
            matcher.rows_with_partners = np.frombuffer(kept.partner_rows, dtype=np.int32).astype(np.int64)
        _keep(run, matcher)
    matcher = _kept[run.pk]
    matcher.timings = timings
    return matcher


# -- the last block -----------------------------------------------------------------------------------


def _bring_into_force(block: MatchBlock, timings: Timings) -> None:
    run = MatchRun.objects.select_for_update().get(pk=block.run_id)  # nobody gives it up from here on
    if _is_overtaken(run):
        MatchRun.objects.unfinished().filter(pk=run.pk).update(
            state=MatchRun.State.SUPERSEDED, stopped_at=timezone.now()
        )
        return
    with timings.phase("index"):
        staging.complete(run.pk)
    lock(wait=True)  # from here on no change is acted on until the results are in force
    with timings.phase("consortia"):
        standing.match_all(_matcher(run, timings))
    with timings.phase("replay"), staging.staged(run.pk):
        _forget_what_is_gone(_matcher(run, timings))
        _replay(run)
    with timings.phase("swap"):
        staging.swap(run.pk)
    _say_that_changes_are_covered(run)
    _finish(run, timings)


def _is_overtaken(run: MatchRun) -> bool:
    """Whether a newer run has read its world, or is done: its results are not undone by older ones."""
    newer = MatchRun.objects.filter(pk__gt=run.pk)
    return newer.filter(Q(world__isnull=False) | Q(state=MatchRun.State.DONE)).exists()


def _forget_what_is_gone(matcher: Matcher) -> None:
    """Rows of organisations and opportunities that were deleted since the world was read."""
    world = matcher.world
    organisations = _gone(world.organisations.ids, Organisation)
    opportunities = _gone(world.opportunities.ids, Opportunity)
    for rows in (
        TenderMatch.objects.filter(organisation__in=organisations),
        TenderMatch.objects.filter(opportunity__in=opportunities),
        ConsortiumMatch.objects.filter(opportunity__in=opportunities),
        PartnerMatch.objects.filter(organisation__in=organisations),
        PartnerMatch.objects.filter(partner__in=organisations),
        Scope.objects.filter(organisation__in=organisations),
    ):
        rows.delete()


def _gone(ids: np.ndarray, model) -> list[int]:
    there = np.fromiter(model.objects.order_by().values_list("pk", flat=True).iterator(), dtype=np.int64)
    return np.setdiff1d(ids, there).tolist()


def _replay(run: MatchRun) -> None:
    """Act in the run's tables on what changed since its world was read and was acted on in those in force."""
    changes = list(MatchReplay.objects.filter(run=run).values_list("kind", "object_id").distinct())
    if changes:
        refresh_all(changes, timezone.now())


def _say_that_changes_are_covered(run: MatchRun) -> None:
    covered = Change.objects.filter(pk__in=run.covers, kind__in=KINDS)
    new = list(covered.filter(kind="opportunity").values_list("object_id", flat=True))
    mark_new(new, at=timezone.now())
    covered.delete()


def _finish(run: MatchRun, timings: Timings) -> None:
    total = _summed([*run.blocks.exclude(done_at=None).values_list("timings", flat=True), timings.as_dict()])
    MatchReplay.objects.filter(run=run).delete()
    MatchWorld.objects.filter(run=run).delete()
    MatchBlock.objects.filter(run__pk__lt=run.pk).exclude(run__state=MatchRun.State.RUNNING).delete()
    run.state, run.finished_at, run.covers, run.timings = MatchRun.State.DONE, timezone.now(), [], total
    run.save(update_fields=["state", "finished_at", "covers", "timings"])


def _summed(timings: list[dict]) -> dict[str, float]:
    """Seconds by phase, of all workers together; the most memory that one of them used."""
    total: dict[str, float] = {}
    for some in timings:
        for name, value in some.items():
            total[name] = max(total.get(name, 0), value) if name == "peak_mb" else total.get(name, 0) + value
    return {name: round(value, 3) for name, value in total.items()}
