"""What members do with the key steps and with their notes about red lines."""

from django.db import transaction

from commissioners.actions.meanwhile import ChangedMeanwhile, check, plain
from consortia.key_steps.red_lines import BY_KEY
from consortia.key_steps.starting import found
from consortia.models import ConsortiumMember, KeyStep, RedLineNote
from consortia.workspace.belonging import present_in
from consortia.workspace.holding import may_change
from mutuals.models import Membership
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .limits import must_have_room
from .seats import take_seat

TAKEN = "{holder} has taken this on: only {holder} can change it. Talk to them."


class NotYours(NotPossible):
    """Somebody changes what another member has taken on."""


@transaction.atomic
def save_step(*, member: ConsortiumMember, code: str, values: dict, seen: str, by, at) -> bool:
    """Change a step for a member, which can take it on for itself alone; returns whether anything changed.

    `values`: state, reason, organisation_id, person_id, due_on, evidence, link. Raises NotYours where another member
    has taken it on, ChangedMeanwhile where somebody else was quicker.
    """
    consortium = take_seat(member=member, by=by)
    step = found(consortium, code)
    if step is None:
        raise NotPossible("There is no such step. Go back to the list and choose one.")
    _must_be_free(step, member, present_in(consortium))
    _must_be_own(values, member)
    check(step, values, seen=seen)
    if step.pk and all(plain(getattr(step, name)) == plain(value) for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(step, name, value)
    _changed(step, member, by, at)
    record(actor=by, action="key_step_changed", target=consortium, at=at, step=code)
    return True


@transaction.atomic
def add_step(*, member: ConsortiumMember, group: str, what: str, by, at) -> KeyStep:
    """Add a step of the members' own to a group. The same one is added once."""
    consortium = take_seat(member=member, by=by)
    same = KeyStep.objects.filter(consortium=consortium, group=group, what=what).first()
    if same is not None:
        return same
    own = KeyStep.objects.filter(consortium=consortium, code__startswith="own-")
    must_have_room(own, what="steps of its own")
    step = KeyStep(consortium=consortium, code=f"own-{own.count() + 1}", group=group, what=what)
    _changed(step, member, by, at)
    record(actor=by, action="key_step_added", target=consortium, at=at, step=step.code)
    return step


@transaction.atomic
def note_red_line(*, member: ConsortiumMember, prompt: str, text: str, seen: int | None, by, at) -> bool:
    """Note what was said about a prompt; returns whether that changed anything. What stood before is kept.

    `seen`: the key of the note that the person had before them. Raises ChangedMeanwhile if another one stands now.
    """
    consortium = take_seat(member=member, by=by)
    if prompt not in BY_KEY:
        raise NotPossible("There is no such prompt. Go back to the list and choose one.")
    now = RedLineNote.objects.filter(consortium=consortium, prompt=prompt).first()
    if (now.text if now else "") == text:
        return False
    if (now.pk if now else None) != seen:
        raise ChangedMeanwhile
    note = RedLineNote(consortium=consortium, prompt=prompt, text=text)
    _changed(note, member, by, at)
    record(actor=by, action="red_line_noted", target=consortium, at=at, prompt=prompt)
    return True


def _changed(row, member: ConsortiumMember, by, at) -> None:
    row.changed_at, row.changed_by, row.changed_for_id = at, by, member.organisation_id
    row.save()


def _must_be_free(step: KeyStep, member: ConsortiumMember, present: set[int]) -> None:
    if not may_change(step.organisation_id, member.organisation_id, present=present):
        raise NotYours(TAKEN.format(holder=step.organisation))


def _must_be_own(values: dict, member: ConsortiumMember) -> None:
    """A member takes on for itself, and names its own people."""
    organisation, person = values.get("organisation_id"), values.get("person_id")
    if organisation not in (None, member.organisation_id):
        raise NotYours("You can take this on for your own organisation only.")
    if person and not Membership.objects.filter(organisation=organisation, user=person).exists():
        raise NotYours("Name somebody of the organisation that takes the step on.")
