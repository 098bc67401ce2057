"""Weight sets: drafts that are edited and discarded, publishing with a reason, and the way back."""

import copy

from django.db import connection, transaction
from django.db.models import Max

from consortia.matching.weight_sets import published
from consortia.matching.weights import problems
from consortia.models import WeightSet
from consortia.weighing.standing import Standing
from consortia.weighing.words import Part
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark
from partnerships_portal.conflicts.versions import changed_since

LOCK = 0x77656967687473  # the key of the advisory lock: "weights"


class ChangedMeanwhile(Exception):
    """Somebody else has changed what would be replaced."""

    def __init__(self):
        super().__init__("Somebody else saved these weights while you were editing. Choose below what to keep.")


@transaction.atomic
def start_draft(*, source: WeightSet, by, at) -> WeightSet:
    """A new draft that begins as a copy of any version."""
    _one_at_a_time()
    draft = _copy(source, reason="", by=by, at=at)
    record(actor=by, action="weights_drafted", target=draft, at=at, version=draft.version, source=source.version)
    return draft


@transaction.atomic
def edit_draft(*, draft: WeightSet, part: Part, values: dict, seen: str, by, at) -> bool:
    """Store the numbers of one part (group: name: number) where they differ; whether any did.

    `seen`: the version that the person had opened. Raises ChangedMeanwhile if another has changed one of these since,
    NotPossible if it is no draft any more.
    """
    kept = _draft(draft.pk)
    now = {f"{group}__{word.name}": kept.values[group][word.name] for group, word in part.named()}
    typed = {f"{group}__{name}": number for group, given in values.items() for name, number in given.items()}
    differ = {name for name, number in typed.items() if number != now[name]}
    if changed_since(seen, now) & differ:
        raise ChangedMeanwhile
    if not differ:
        return False
    for group, given in values.items():
        kept.values[group] |= given
    kept.edited_at = at
    kept.save(update_fields=["values", "edited_at"])
    labels = [word.label for group, word in part.named() if f"{group}__{word.name}" in differ]
    record(actor=by, action="weights_edited", target=kept, at=at, version=kept.version, part=part.slug, fields=labels)
    return True


@transaction.atomic
def discard_draft(*, draft: WeightSet, by, at) -> None:
    """Delete a draft; those begun from it are told to come from where it came from. Raises NotPossible."""
    kept = _draft(draft.pk)
    WeightSet.objects.filter(based_on=kept).update(based_on=kept.based_on_id)
    record(actor=by, action="weights_discarded", target=kept, at=at, version=kept.version)
    kept.delete()


@transaction.atomic
def publish(*, draft: WeightSet, reason: str, by, at) -> bool:
    """Put a draft in force and have everything matched again; False where it is in force already.

    Raises NotPossible, with what to do, for one that is gone, was overtaken, is invalid, or not looked at in a preview.
    """
    _one_at_a_time()
    in_force = published()
    if in_force and in_force.pk == draft.pk:
        return False
    kept = _draft(draft.pk)
    if refusal := Standing.of(kept, in_force).refusal:
        raise NotPossible(refusal)
    _put_in_force(kept, reason=reason, by=by, at=at)
    record(actor=by, action="weights_published", target=kept, at=at, version=kept.version, reason=reason)
    return True


@transaction.atomic
def roll_back(*, to: WeightSet, reason: str, by, at) -> WeightSet | None:
    """Publish a copy of an earlier published version; None where what is in force is the same already.

    Raises NotPossible for a draft, or where the portal no longer takes what it held.
    """
    _one_at_a_time()
    in_force = published()
    if in_force and in_force.values == to.values:
        return None
    if to.status != WeightSet.Status.PUBLISHED:
        raise NotPossible("Only a version that was in force can be brought back. Publish the draft instead.")
    if found := problems(to.values):
        raise NotPossible(f"It cannot be brought back as it was: {found[0]}. Start a draft from it and mend that.")
    restored = _copy(to, reason=reason, by=by, at=at)
    _put_in_force(restored, reason=reason, by=by, at=at)
    record(
        actor=by,
        action="weights_rolled_back",
        target=restored,
        at=at,
        version=restored.version,
        source=to.version,
        reason=reason,
    )
    return restored


def _one_at_a_time() -> None:
    """Versions are numbered and put in force one after the other: others wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _draft(pk: int) -> WeightSet:
    kept = WeightSet.objects.select_for_update().filter(pk=pk, status=WeightSet.Status.DRAFT).first()
    if kept is None:
        raise NotPossible("It is not a draft any more: it was published or discarded. Look at the list of versions.")
    return kept


def _copy(source: WeightSet, *, reason: str, by, at) -> WeightSet:
    last = WeightSet.objects.aggregate(last=Max("version"))["last"]
    return WeightSet.objects.create(
        version=last + 1,
        values=copy.deepcopy(source.values),
        reason=reason,
        author=by,
        based_on=source,
        created_at=at,
    )


def _put_in_force(draft: WeightSet, *, reason: str, by, at) -> None:
    to, transitions = WeightSet.Status.PUBLISHED, WeightSet.TRANSITIONS
    move(draft, field="status", to=to, transitions=transitions, reason=reason, author=by, published_at=at)
    mark(kind="everything", at=at)
