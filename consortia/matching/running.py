"""When matching runs, and over what: everything, or only what a change can move.

One transaction takes the changes, reads the world as committed, writes the matches and deletes
the changes: a worker that dies at any moment leaves them for the next. One matching runs at a
time (an advisory lock), so an older reading of the world never overwrites a newer one.
"""

from django.db import connection, transaction
from django.utils import timezone

from consortia.actions.alerts import mark_new
from consortia.models import MatchRun
from partnerships_portal.changes.models import Change

from .matcher import Matcher
from .partial import refresh
from .store import read_world
from .timings import Timings
from .weight_sets import ensured
from .weights import validated

KINDS = ("organisation", "opportunity", "everything")
LOCK = 0x6D61746368  # the key of the advisory lock: "match"
# Up to here any change recomputes everything: it takes less than a second and keeps medians fresh.
SMALL_PAIRS = 200_000
SMALL_SECTOR = 1_000


def act_on_changes(*, at) -> int:
    """Match again whatever changed; returns how many changes were acted on. Stops when none is left."""
    total = 0
    while acted := _act_once(at):
        total += acted
    return total


@transaction.atomic
def _act_once(at) -> int:
    if not Change.objects.filter(kind__in=KINDS).exists() or not _locked():
        return 0
    taken = list(
        Change.objects.filter(kind__in=KINDS).select_for_update(skip_locked=True).values_list("pk", "kind", "object_id")
    )
    if taken:
        _refresh([(kind, object_id) for _, kind, object_id in taken], at)
        mark_new([object_id for _, kind, object_id in taken if kind == "opportunity"], at=at)
        Change.objects.filter(pk__in=[pk for pk, _, _ in taken]).delete()
    return len(taken)


def _locked(*, wait: bool = False) -> bool:
    """Whether this transaction is the one that matches now. Released at its end, however it ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_xact_lock(%s)", [LOCK])
        return wait or cursor.fetchone()[0]


def full_run(*, at) -> MatchRun:
    """Match everything with everything. What changed until now is covered, so its marks go too."""
    timings = Timings()
    with transaction.atomic():
        _locked(wait=True)
        marks = list(Change.objects.filter(kind__in=KINDS).values_list("pk", "kind", "object_id"))
        matcher = _matcher(at, timings)
        matcher.everything()
        mark_new([object_id for _, kind, object_id in marks if kind == "opportunity"], at=at)
        Change.objects.filter(pk__in=[pk for pk, _, _ in marks]).delete()
        return MatchRun.objects.create(
            weight_set_id=matcher.weight_set,
            started_at=at,
            finished_at=timezone.now(),
            organisations=len(matcher.world.organisations),
            opportunities=len(matcher.world.opportunities),
            timings=timings.as_dict(),
        )


def _refresh(changes: list[tuple[str, int]], at) -> None:
    matcher = _matcher(at, Timings())
    size = len(matcher.world.organisations)
    is_small = size <= SMALL_SECTOR and size * len(matcher.world.opportunities) <= SMALL_PAIRS
    if is_small or any(kind == "everything" for kind, _ in changes):
        matcher.everything()
    else:
        refresh(
            matcher,
            organisations={object_id for kind, object_id in changes if kind == "organisation"},
            opportunities={object_id for kind, object_id in changes if kind == "opportunity"},
        )


def _matcher(at, timings: Timings) -> Matcher:
    weight_set = ensured(at=at)
    with timings.phase("read"):
        world = read_world(at)
    return Matcher(world, validated(weight_set.values), weight_set.pk, at, timings)
