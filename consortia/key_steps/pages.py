"""The checklist as its page shows it: steps by group, how far each group is, and who may change what."""

from dataclasses import dataclass

from consortia.models import KeyStep
from consortia.workspace.holding import may_change
from consortia.workspace.seats import Workspace

from .starting import BY_CODE, STARTING, as_row

COLOURS = {"to_do": "blue", "under_way": "yellow", "done": "green", "not_applicable": "grey"}


@dataclass(frozen=True)
class StepView:
    """One step, with what the person may do with it."""

    step: KeyStep
    colour: str
    may_change: bool
    holder_left: bool
    is_own: bool  # added by a member, not one of the report


@dataclass(frozen=True)
class GroupView:
    """One of the five groups, with how many of its steps that apply are done."""

    name: str
    key: str
    steps: list[StepView]
    done: int
    apply: int


def checklist(workspace: Workspace) -> list[GroupView]:
    """All groups with their steps: one query."""
    rows = KeyStep.objects.filter(consortium=workspace.consortium).select_related("organisation", "person")
    touched = {row.code: row for row in rows.defer("organisation__public_search")}
    started = [touched.get(step.code) or as_row(workspace.consortium, step) for step in STARTING]
    steps = [*started, *(row for code, row in touched.items() if code not in BY_CODE)]
    return [_group(group, [step for step in steps if step.group == group], workspace) for group in KeyStep.Group]


def _group(group: KeyStep.Group, steps: list[KeyStep], workspace: Workspace) -> GroupView:
    applying = [step for step in steps if step.state != KeyStep.State.NOT_APPLICABLE]
    return GroupView(
        name=group.label,
        key=group.value,
        steps=[_view(step, workspace) for step in steps],
        done=sum(step.state == KeyStep.State.DONE for step in applying),
        apply=len(applying),
    )


def _view(step: KeyStep, workspace: Workspace) -> StepView:
    return StepView(
        step=step,
        colour=COLOURS[step.state],
        may_change=bool(seats_for(step, workspace)),
        holder_left=step.organisation_id is not None and step.organisation_id not in present(workspace),
        is_own=step.code.startswith("own-"),
    )


def present(workspace: Workspace) -> set[int]:
    """Keys of the organisations that are in it now."""
    return {member.organisation_id for member in workspace.members}


def seats_for(step: KeyStep, workspace: Workspace) -> list:
    """The members for which the person may change the step."""
    here = present(workspace)
    return [seat for seat in workspace.acting if may_change(step.organisation_id, seat.organisation_id, present=here)]
