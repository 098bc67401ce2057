"""Acting on changes at once, each for itself: one transaction takes the marks, matches, and deletes them.

The transaction reads the world as committed; a worker that dies at any moment leaves the marks for the next. One such
matching runs at a time (an advisory lock), so an older reading of the world never overwrites a newer one.
"""

from django.db import connection, transaction

from commissioners.models import Opportunity
from consortia.actions.alerts import mark_new
from consortia.actions.runs import schedule_full_run
from consortia.models import MatchBlock, MatchReplay, MatchRun
from mutuals.models import Organisation
from partnerships_portal.changes.models import Change

from . import partial, standing
from .matcher import Matcher
from .store import read_world
from .timings import Timings
from .weight_sets import ensured
from .weights import validated

KINDS = ("organisation", "opportunity", "consortium", "everything")
LOCK = 0x6D61746368  # the key of the advisory lock: "match"
# Up to here any change recomputes everything: it takes less than a second and keeps medians fresh.
SMALL_PAIRS = 200_000
SMALL_SECTOR = 1_000

Marks = list[tuple[int, str, int]]  # the key of the mark, what kind of thing changed, its key


def act_on_changes(*, at) -> int:
    """Match again whatever changed; returns how many changes were acted on. Stops when none is left."""
    total = 0
    while acted := _act_once(at):
        total += acted
    return total


@transaction.atomic
def _act_once(at) -> int:
    if not Change.objects.filter(kind__in=KINDS).exists() or not lock():
        return 0
    marks = Change.objects.filter(kind__in=KINDS).select_for_update(skip_locked=True)
    taken = _for_now(list(marks.values_list("pk", "kind", "object_id")), at)
    if taken:
        changes = [(kind, object_id) for _, kind, object_id in taken]
        refresh_all(changes, at)
        mark_new([object_id for kind, object_id in changes if kind == "opportunity"], at=at)
        _say_to_runs(changes)
        Change.objects.filter(pk__in=[pk for pk, _, _ in taken]).delete()
    return len(taken)


def lock(*, wait: bool = False) -> bool:
    """Whether this transaction is the one that matches now. Released at its end, however it ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_xact_lock(%s)", [LOCK])
        return wait or cursor.fetchone()[0]


def _for_now(marks: Marks, at) -> Marks:
    """Those of the marks that are acted on here; where there are too many, a full run is asked for in their place.

    Such marks stay until it is done. What a run that is under way covers is left to it, and so is what came later
    until it is done, unless everything is to be matched anew: then a newer run takes its place.
    """
    if not _needs_full_run(marks, at):
        return marks
    run = MatchRun.objects.unfinished().order_by("pk").last()
    if run and not is_prepared(run):
        return []
    covered = set(run.covers) if run else set()
    later = [mark for mark in marks if mark[0] not in covered]
    if run and not _needs_full_run(later, at):
        return later
    is_everything = any(kind == "everything" for _, kind, _ in later)
    if (run is None or is_everything) and not _failed_for(marks):
        why = "Weights or reference data changed" if is_everything else "Much changed at once"
        schedule_full_run(by=None, why=why, at=at)
    return []


def is_prepared(run: MatchRun) -> bool:
    """Whether the world of the unfinished run is read: what it covers is known."""
    return not run.blocks.filter(kind=MatchBlock.Kind.PREPARE, done_at=None).exists()


def _needs_full_run(marks: Marks, at) -> bool:
    organisations, opportunities = Organisation.objects.active().count(), Opportunity.objects.live(at).count()
    if _is_small(organisations, opportunities):
        return False
    return any(kind == "everything" for _, kind, _ in marks) or (
        _different(marks, "organisation") > partial.MOST_CHANGED * organisations
        or _different(marks, "opportunity") > partial.MOST_CHANGED * opportunities
    )


def _is_small(organisations: int, opportunities: int) -> bool:
    return organisations <= SMALL_SECTOR and organisations * opportunities <= SMALL_PAIRS


def _different(marks: Marks, wanted: str) -> int:
    return len({object_id for _, kind, object_id in marks if kind == wanted})


def _failed_for(marks: Marks) -> bool:
    """Whether the last run failed and nothing was marked since: the same would fail again, until staff start it."""
    last = MatchRun.objects.order_by("pk").last()
    if last is None or last.state != MatchRun.State.FAILED:
        return False
    return not Change.objects.filter(pk__in=[pk for pk, _, _ in marks], marked_at__gt=last.stopped_at).exists()


def _say_to_runs(changes: list[tuple[str, int]]) -> None:
    """An unfinished run has read its world before: it acts on these changes again before its results are in force."""
    MatchReplay.objects.bulk_create(
        MatchReplay(run=run, kind=kind, object_id=object_id)
        for run in MatchRun.objects.unfinished()
        for kind, object_id in changes
    )


def refresh_all(changes: list[tuple[str, int]], at) -> None:
    """Match again what these changes can move, in the tables of matches."""
    matcher = matcher_of_now(at)
    is_small = _is_small(len(matcher.world.organisations), len(matcher.world.opportunities))
    if is_small or any(kind == "everything" for kind, _ in changes):
        matcher.everything()
    else:
        partial.refresh(
            matcher,
            organisations={object_id for kind, object_id in changes if kind == "organisation"},
            opportunities={object_id for kind, object_id in changes if kind == "opportunity"},
        )
    if is_small:
        standing.match_all(matcher)
    else:
        standing.match_again(matcher, changes)


def matcher_of_now(at) -> Matcher:
    """The world as it is committed now, with the weights in force."""
    weight_set = ensured(at=at)
    w = validated(weight_set.values)
    return Matcher(read_world(at, w["constants"]["exposure_days"]), w, weight_set.pk, at, Timings())
