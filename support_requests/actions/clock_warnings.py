"""Warnings of clocks: what is due soon or late, what nobody took, and who does not answer. Each is told once.

Safe to repeat, late or twice: what is due is found by its time, and each request is held while it is looked at again.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.models import ProgrammeRole, User
from partnerships_portal.notifications.actions import notify_many
from support_requests.models import Assignment, ClockWarning, SupportRequest
from support_requests.models.service_levels import Clock
from support_requests.service_levels import levels, watching
from support_requests.service_levels.watching import Kind, Watch

from . import holding
from .telling import tell_asker, tell_programme


def look_after(*, at: dt.datetime) -> int:
    """Warn of everything that is due at `at`, while the office is open; returns of how many."""
    office = levels.office_at(at)
    if not office.is_open(at):
        return 0
    warned = 0
    for watch in watching.WATCHES:
        for pk in list(watch.unwarned(at, office).values_list("pk", flat=True)):
            warned += _warn(watch, pk, at, office)
    for pk in list(watching.silent_advisers(at, office).values_list("pk", flat=True)):
        warned += _warn_of_adviser(pk, at, office)
    return warned


@transaction.atomic
def _warn(watch: Watch, pk: int, at: dt.datetime, office) -> bool:
    request = holding.hold(pk)
    since = watch.unwarned(at, office).filter(pk=pk).values_list("since", flat=True).first()
    if since is None:  # answered, decided or told by another meanwhile
        return False
    ClockWarning.objects.create(request=request, kind=watch.kind, clock=watch.clock, since=since, told_at=at)
    TELLING[watch.kind](request, watch, since, at)
    return True


@transaction.atomic
def _warn_of_adviser(pk: int, at: dt.datetime, office) -> bool:
    found = Assignment.objects.filter(pk=pk).values_list("line__package__request", flat=True).first()
    if found is None:
        return False
    request = holding.hold(found)
    asked = watching.silent_advisers(at, office).filter(pk=pk).select_related("adviser__person", "line").first()
    if asked is None:
        return False
    ClockWarning.objects.create(
        request=request, kind=Kind.ADVISER_SILENT, assignment=asked, since=asked.offered_at, told_at=at
    )
    tell_programme(
        request,
        event="support_adviser_silent",
        key=f"{asked.pk}:{_key(asked.offered_at)}",
        subject=f"{asked.adviser} has not answered about “{request}”",
        body=f"Asked on {_when(asked.offered_at)} to help with “{asked.line}”. Remind them, or ask somebody else.",
        by=None,
        at=at,
    )
    return True


def _tell_due_soon(request: SupportRequest, watch: Watch, since: dt.datetime, at: dt.datetime) -> None:
    tell_programme(
        request,
        event="support_due_soon",
        key=f"{request.pk}:{watch.clock}:{_key(since)}",
        subject=f"{_clock(watch)} due soon: “{request}”",
        body=f"{request.organisation} asked for support. It is due on {_when(since)}.{_nobody(request)}",
        by=None,
        at=at,
    )


def _tell_overdue(request: SupportRequest, watch: Watch, since: dt.datetime, at: dt.datetime) -> None:
    said: dict[str, Any] = {
        "event": "support_overdue",
        "key": f"{request.pk}:{watch.clock}:{_key(since)}",
        "subject": f"{_clock(watch)} overdue: “{request}”",
        "body": f"{request.organisation} asked for support. It was due on {_when(since)}.{_nobody(request)}",
        "at": at,
    }
    tell_programme(request, by=None, **said)
    managers = User.objects.filter(is_active=True, programme_role=ProgrammeRole.PROGRAMME_MANAGER)
    managers = managers.exclude(memberships__organisation=request.organisation_id)
    notify_many(people=managers, url=reverse("support_case", args=[request.pk]), **said)


def _tell_not_taken(request: SupportRequest, watch: Watch, since: dt.datetime, at: dt.datetime) -> None:
    tell_programme(
        request,
        event="support_not_taken",
        key=f"{request.pk}:{_key(since)}",
        subject=f"Nobody has taken “{request}” yet",
        body=f"{request.organisation} asked for support on {_when(since)}. Take it, or give it to somebody.",
        by=None,
        at=at,
    )


def _remind_asker(request: SupportRequest, watch: Watch, since: dt.datetime, at: dt.datetime) -> None:
    tell_asker(
        request,
        event="support_answer_reminder",
        key=f"{request.pk}:{_key(since)}",
        subject=f"We still need an answer about “{request}”",
        body=f"We asked you for more on {_when(since)}. We go on once you answer. If you no longer need support, "
        "you can withdraw the request.",
        by=None,
        at=at,
    )


def _tell_asker_silent(request: SupportRequest, watch: Watch, since: dt.datetime, at: dt.datetime) -> None:
    tell_programme(
        request,
        event="support_asker_silent",
        key=f"{request.pk}:{_key(since)}",
        subject=f"{request.organisation} has not answered about “{request}”",
        body=f"They were asked for more on {_when(since)}, and reminded. Ring them, or decide with what is known.",
        by=None,
        at=at,
    )


TELLING = {
    Kind.DUE_SOON: _tell_due_soon,
    Kind.OVERDUE: _tell_overdue,
    Kind.NOT_TAKEN: _tell_not_taken,
    Kind.ASKER_REMINDED: _remind_asker,
    Kind.ASKER_SILENT: _tell_asker_silent,
}


def _clock(watch: Watch) -> str:
    return str(Clock(watch.clock).label)


def _nobody(request: SupportRequest) -> str:
    return "" if request.officer_id else " Nobody has taken it yet."


def _key(since: dt.datetime) -> str:
    return since.astimezone(dt.UTC).isoformat(timespec="seconds")


def _when(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y} at {local:%H:%M}"
