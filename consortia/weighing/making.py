"""Making the previews that were asked for, in a worker."""

import logging

import numpy as np
from django.db import connection
from django.utils import timezone

from consortia.fairness.lately import times_shown
from consortia.matching.store import read_world
from consortia.matching.weight_sets import ensured
from consortia.models import WeightSet
from mutuals.bands import TurnoverBand
from partnerships_portal.reference.models import ServiceArea

from .preview import Weighed, preview
from .previewing import WANTED

log = logging.getLogger(__name__)

LOCK = 0x70726576  # the first key of the advisory lock, "prev"; the draft is the second


def make_previews() -> int:
    """Make every preview that waits; returns how many. Safe to repeat, and in several workers at once."""
    made = 0
    wanted = WeightSet.objects.filter(status=WeightSet.Status.DRAFT, preview__state__in=WANTED)
    for pk in wanted.values_list("pk", flat=True):
        if _hold(pk):
            try:
                made += _make(pk)
            finally:
                _let_go(pk)
    return made


def _make(pk: int) -> bool:
    draft = WeightSet.objects.filter(pk=pk, preview__state__in=WANTED).first()
    if draft is None:
        return False
    at = timezone.now()
    try:
        result = _result(draft, at)
    except Exception:
        log.exception("the preview of weights %s failed", draft.version)
        _keep(draft, {"state": "failed"})
        return False
    return _keep(draft, {"state": "done", "result": result}, previewed_at=at)


def _result(draft: WeightSet, at) -> dict:
    in_force = ensured(at=at)
    world = read_world(at)
    before, after = (
        Weighed.of(world, w, _shown_lately(world.shown.ids, w, at)) for w in (in_force.values, draft.values)
    )
    labels = {"sizes": [label for _, label in TurnoverBand.choices], "sectors": _sectors(world.groups)}

    def tell(done, total):
        _keep(draft, {"state": "working", "done": done, "total": total})

    return {"against": in_force.version, **preview(world, before, after, labels, tell)}


def _shown_lately(ids: np.ndarray, w: dict, at) -> np.ndarray:
    """float64 [N]: how often each was suggested lately."""
    times = times_shown(at, days=w["constants"]["exposure_days"])
    return np.array([times.get(pk, 0) for pk in ids.tolist()], dtype=np.float64)


def _sectors(groups: tuple[str, ...]) -> list[str]:
    names = dict(ServiceArea.objects.filter(code__in=groups).values_list("code", "name"))
    return [names.get(code, code) for code in groups]


def _keep(draft: WeightSet, preview: dict, previewed_at=None) -> bool:
    """Write how far it is; not where the draft was edited meanwhile: then it waits to be made of the new one."""
    same = WeightSet.objects.filter(pk=draft.pk, edited_at=draft.edited_at, status=WeightSet.Status.DRAFT)
    return bool(same.update(preview=preview, previewed_at=previewed_at))


def _hold(pk: int) -> bool:
    """Whether this worker is the one that makes it. A worker that dies lets go by that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, pk])
        return cursor.fetchone()[0]


def _let_go(pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, pk])
