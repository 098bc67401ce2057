"""Asking how things went: when support is agreed, and 6 and 12 months later. Each member of the consortium that a joint
package is for is asked for itself, and none of them learns what another answered (0165)."""

import calendar
import datetime as dt

from django.db import transaction
from django.utils import timezone

from consortia.models import ConsortiumMember
from mutuals.models import Membership
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import move
from partnerships_portal.notifications.actions import notify
from support_requests.models import Evaluation, SupportRequest

from .evaluation_links import address_for

ACTING = (Membership.Role.OWNER, Membership.Role.EDITOR)
GIVEN = (SupportRequest.State.ACCEPTED, SupportRequest.State.IN_PROGRESS, SupportRequest.State.COMPLETED)


@transaction.atomic
def begin(*, request: SupportRequest, at: dt.datetime) -> None:
    """Support was agreed: ask how each organisation stands now, and keep the days of the follow-ups.

    Called in the action that accepts a request, which is held. A second call changes nothing.
    """
    Evaluation.objects.bulk_create(
        [
            Evaluation(
                request=request,
                organisation_id=organisation,
                wave=wave,
                due_at=months_after(at, months),
                is_demo=request.is_demo,
            )
            for organisation in sorted(_helped(request))
            for wave, months in Evaluation.MONTHS.items()
        ],
        ignore_conflicts=True,
    )
    due = Evaluation.objects.filter(request=request, wave=Evaluation.Wave.BASELINE, state=Evaluation.State.SCHEDULED)
    for first in due.select_for_update().order_by("pk"):
        ask(evaluation=first, at=at)


def ask(*, evaluation: Evaluation, at: dt.datetime) -> None:
    """Send a questionnaire that is due and held, with its request. Where nobody can be asked it waits for somebody."""
    people = whom_to_ask(evaluation)
    if not people:
        return
    _move(evaluation, to=Evaluation.State.ASKED, asked_at=at)
    note(evaluation, "evaluation_asked", by=None, at=at)
    send(evaluation, people, event="evaluation_asked", at=at)


def do_not_ask(*, evaluation: Evaluation, at: dt.datetime) -> None:
    """The support was not given, or the organisation is closed: a held questionnaire ends, and nobody is asked."""
    _move(evaluation, to=Evaluation.State.NOT_ASKED, ended_at=at)
    note(evaluation, "evaluation_not_asked", by=None, at=at)


def note(evaluation: Evaluation, action: str, *, by: User | None, at: dt.datetime, **more) -> None:
    """Record what was done with a questionnaire, of which of those who are asked."""
    said = {"wave": evaluation.when, "organisation": evaluation.organisation_id}
    record(actor=by, action=action, target=evaluation.request, at=at, **said, **more)


def send(evaluation: Evaluation, people: list[User], *, event: str, at: dt.datetime) -> None:
    """Write to each of these people, with a link of their own."""
    for person in people:
        notify(
            person=person,
            event=event,
            key=f"{evaluation.pk}-{at.isoformat()}",
            url=address_for(evaluation, person, at=at),
            members_of=evaluation.organisation,
            at=at,
            **words(evaluation, reminds=event == "evaluation_reminded"),
        )


def words(evaluation: Evaluation, *, reminds: bool) -> dict[str, str]:
    """Subject and body of the message that asks."""
    name = evaluation.organisation.name
    began = f"You asked for support with “{evaluation.about}”"
    if evaluation.is_of_member:
        began = f"The programme supports {evaluation.about}, of which {name} is a member"
    if evaluation.is_follow_up:
        months = Evaluation.MONTHS[Evaluation.Wave(evaluation.wave)]
        subject, why = f"{months} months on: how is {name} doing?", "What you answer shows whether support helps."
    else:
        subject = f"Before support begins: how is {name} doing?"
        why = "We ask the same in 6 and in 12 months, and so see what changes."
    return {
        "subject": f"Reminder. {subject}" if reminds else subject,
        "body": f"{began}. A few questions take about five minutes, and you can leave out what you do not know. {why} "
        "The link answers once and needs no sign-in: do not pass it on.",
    }


def whom_to_ask(evaluation: Evaluation) -> list[User]:
    """The person who asked, while they act for the organisation; else its owners; nobody of one that takes no part."""
    if not evaluation.organisation.is_active:
        return []
    held = Membership.objects.filter(organisation=evaluation.organisation_id, user__is_active=True)
    asked_by = evaluation.request.asked_by_id
    asker = User.objects.filter(pk__in=held.filter(user=asked_by, role__in=ACTING).values("user"))
    owners = User.objects.filter(pk__in=held.filter(role=Membership.Role.OWNER).values("user"))
    return list(asker) or list(owners.order_by("pk"))


def _helped(request: SupportRequest) -> set[int]:
    """Keys of the organisation that asked, and of the present members that a joint package is for."""
    members = ConsortiumMember.objects.present().filter(consortium__support_packages__request=request)
    return {request.organisation_id, *members.values_list("organisation", flat=True)}


def months_after(at: dt.datetime, months: int) -> dt.datetime:
    """The same time of day by UK clocks so many months later; the month's last day where it is shorter."""
    local = timezone.localtime(at)
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)


def _move(evaluation: Evaluation, *, to: str, **changes) -> None:
    move(evaluation, field="state", to=to, transitions=Evaluation.TRANSITIONS, **changes)
