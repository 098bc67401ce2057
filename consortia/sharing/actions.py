"""What members have to do, as pages show it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, QuerySet

from consortia.models import Consortium, ConsortiumMember, SharedAction
from consortia.workspace.holding import may_change
from consortia.workspace.seats import Workspace
from mutuals.rules import EDITING_ROLES
from partnerships_portal.accounts.models import User
from partnerships_portal.pages import page_of

PAGE_SIZE = 30


@dataclass(frozen=True)
class ActionView:
    """One action as one person sees it."""

    action: SharedAction
    state: str
    colour: str
    who: str
    seats: list[ConsortiumMember]  # for which the person may change it
    asked: list[ConsortiumMember]  # for which the person is asked to take it on


def acting_people(seats: Iterable[ConsortiumMember]) -> QuerySet[User]:
    """Those who act for these members."""
    own = [seat.organisation_id for seat in seats]
    people = User.objects.filter(is_active=True, memberships__organisation__in=own, memberships__role__in=EDITING_ROLES)
    return people.distinct().order_by("name", "pk")


def holder_of(action: SharedAction) -> int | None:
    """Key of the organisation that has taken it on; None while nobody has."""
    return action.owner_id if action.accepted_at else None


def rows_of(consortium: Consortium) -> QuerySet[SharedAction]:
    """With all that a line of one shows."""
    rows = SharedAction.objects.filter(consortium=consortium)
    rows = rows.select_related("owner", "person", "done_for", "done_by", "changed_by", "changed_for")
    return rows.defer("owner__public_search", "done_for__public_search", "changed_for__public_search")


def open_actions(workspace: Workspace, *, today: dt.date) -> list[ActionView]:
    """What is to do, the soonest first, without a date last: one query."""
    rows = rows_of(workspace.consortium).filter(done_at=None).order_by(F("due_on").asc(nulls_last=True), "pk")
    return [view(one, workspace, today=today) for one in rows]


def done_actions(workspace: Workspace, *, number, today: dt.date) -> Page:
    """What is done, the last first."""
    rows = rows_of(workspace.consortium).exclude(done_at=None).order_by("-done_at", "-pk")
    page = page_of(Paginator(rows, PAGE_SIZE), number)
    page.object_list = [view(one, workspace, today=today) for one in page.object_list]
    return page


def next_actions(workspace: Workspace, *, today: dt.date, most: int = 5) -> list[ActionView]:
    """The soonest of what is to do, for the overview: one query."""
    rows = rows_of(workspace.consortium).filter(done_at=None).order_by(F("due_on").asc(nulls_last=True), "pk")
    return [view(one, workspace, today=today) for one in rows[:most]]


def held_by_a_member() -> QuerySet[SharedAction]:
    """Open actions that a member which is present has taken on, in consortia that go on."""
    seat = ConsortiumMember.objects.present().filter(consortium=OuterRef("consortium"), organisation=OuterRef("owner"))
    rows = SharedAction.objects.open().filter(Exists(seat), accepted_at__isnull=False)
    return rows.exclude(consortium__state=Consortium.State.DISSOLVED)


def view(action: SharedAction, workspace: Workspace, *, today: dt.date) -> ActionView:
    """The action for one person."""
    present = {member.organisation_id for member in workspace.members}
    state, colour = _state(action, today)
    holder = holder_of(action)
    return ActionView(
        action=action,
        state=state,
        colour=colour,
        who=_who(action, present),
        seats=[one for one in workspace.acting if may_change(holder, one.organisation_id, present=present)],
        asked=[
            one
            for one in workspace.acting
            if one.organisation_id == action.owner_id and not action.accepted_at and not action.done_at
        ],
    )


def _state(action: SharedAction, today: dt.date) -> tuple[str, str]:
    if action.done_at:
        return "Done", "green"
    if action.due_on and action.due_on < today:
        return "Overdue", "red"
    if action.due_on and action.due_on <= today + dt.timedelta(days=1):
        return ("Due today" if action.due_on == today else "Due tomorrow"), "orange"
    return "To do", ""


def _who(action: SharedAction, present: set[int]) -> str:
    if action.owner is None:
        return "Nobody has taken it on yet"
    if action.owner_id not in present:
        return f"{action.owner} had it and has left: it needs somebody else"
    if not action.accepted_at:
        return f"{action.owner} is asked to do it"
    return f"{action.owner}, {action.person}" if action.person else str(action.owner)
