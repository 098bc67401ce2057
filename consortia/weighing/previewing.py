"""Asking for previews of drafts. A worker makes them (making.py); the timer finds them again if one is lost.

The draft itself keeps how far its preview is: {"state": "waiting" | "working" | "failed", "done", "total"}, or
{"state": "done", "result"}; `previewed_at` is when the draft was read.
"""

from dataclasses import dataclass

from django.db import transaction

from consortia.models import WeightSet
from partnerships_portal.changes import actions as changes

TASK = "consortia.tasks.make_previews"
WANTED = ("waiting", "working")


@dataclass(frozen=True)
class State:
    """How far a preview is. `percent` of the work is done."""

    state: str
    percent: int
    result: dict | None

    @property
    def is_coming(self) -> bool:
        return self.state in WANTED


def state_of(draft: WeightSet) -> State:
    """How far the preview of a draft is; `state` is empty where none was asked for."""
    kept = draft.preview or {}
    percent = round(100 * kept.get("done", 0) / max(kept.get("total", 0), 1))
    return State(kept.get("state", ""), percent, kept.get("result"))


@transaction.atomic
def ask(*, draft: WeightSet, at) -> bool:
    """Have a preview made; False where one is being made already."""
    kept = WeightSet.objects.select_for_update().get(pk=draft.pk)
    if kept.status != WeightSet.Status.DRAFT or state_of(kept).is_coming:
        return False
    kept.preview, kept.previewed_at = {"state": "waiting", "asked_at": at.isoformat(), "done": 0, "total": 0}, None
    kept.save(update_fields=["preview", "previewed_at"])
    transaction.on_commit(lambda: changes.nudge(TASK))
    return True
