"""Asking for support: a draft, kept page by page, sent once.

What begins a request holds the row of its organisation, so that its limits hold; all else holds the request.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.conflicts.versions import changed_since
from partnerships_portal.documents.actions import remove_file
from support_requests.asking.completeness import gaps
from support_requests.asking.standing import standing
from support_requests.models import SupportRequest

from . import clocks, priority
from .carrying import drop_what_is_lost
from .holding import hold
from .once import USED
from .telling import tell_asker, tell_programme

State = SupportRequest.State
GONE = "Somebody of your organisation has discarded this draft."
SENT = "This request was sent already. Write a message on its page to add to it."
CLOSED = "{organisation} is closed on the portal, so it cannot ask for support."


class Gone(NotPossible):
    """It was discarded by somebody else."""


class ChangedMeanwhile(Exception):
    """Somebody else saved the same page since it was opened."""


@dataclass(frozen=True)
class Sent:
    """What came of sending."""

    was_new: bool  # False: it had been sent before
    without: str = ""  # what it was to be about, and could not be carried along any more


@transaction.atomic
def start(
    *, organisation: Organisation, values: dict, form_key: uuid.UUID, by: User, at: dt.datetime
) -> SupportRequest:
    """A draft of the organisation, for its owners and editors. Begun twice from one page, it is there once.

    `values` are columns of the request. Raises NotPossible where the organisation is closed or has too many.
    """
    held = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    same = SupportRequest.objects.filter(form_key=form_key).first()
    if same is not None:
        if (same.organisation_id, same.asked_by_id) != (held.pk, by.pk):
            raise NotPossible(USED)
        return same
    _make_room(held)
    made = SupportRequest.objects.create(
        organisation=held, asked_by=by, form_key=form_key, created_at=at, changed_at=at, **values
    )
    record(actor=by, action="support_draft_begun", target=made, at=at)
    return made


def _make_room(organisation: Organisation) -> None:
    if organisation.closed_at is not None:
        raise NotPossible(CLOSED.format(organisation=organisation))
    most = settings.SUPPORT_REQUESTS_AT_MOST
    unended = SupportRequest.objects.filter(organisation=organisation).exclude(state__in=SupportRequest.ENDED)
    if unended.count() >= most:
        raise NotPossible(
            f"{organisation} has {most} requests and drafts already. Discard a draft, or write a message in a request "
            "that is open, instead of beginning another."
        )


def stored_part(request: SupportRequest, names) -> dict:
    """What is stored of these columns, as it compares."""
    return {name: getattr(request, name) for name in names}


@transaction.atomic
def save_part(*, request: SupportRequest, values: dict, by: User, at: dt.datetime, seen: str = "") -> bool:
    """Keep one page of a draft; returns whether anything differs. What was sent is not changed.

    `seen`: the versions of what the person had opened. Raises ChangedMeanwhile if what they change was saved by
    somebody else since then as something else.
    """
    held = _draft(request)
    now = stored_part(held, values)
    if seen and any(now[name] != values[name] for name in changed_since(seen, now) & set(values)):
        raise ChangedMeanwhile("Somebody else has changed this meanwhile: choose what to keep, then save")
    changed = [name for name, value in values.items() if now[name] != value]
    if changed:
        SupportRequest.objects.filter(pk=held.pk).update(changed_at=at, **values)
        record(actor=by, action="support_draft_changed", target=held, at=at, fields=sorted(changed))
    return bool(changed)


def _draft(request: SupportRequest) -> SupportRequest:
    held = _there(request)
    if held.state != State.DRAFT:
        raise NotPossible(SENT)
    return held


def _there(request: SupportRequest) -> SupportRequest:
    """The request, held. Raises Gone for a draft that was discarded meanwhile."""
    try:
        return hold(request.pk)
    except SupportRequest.DoesNotExist as gone:
        raise Gone(GONE) from gone


@transaction.atomic
def discard(*, request: SupportRequest, by: User, at: dt.datetime) -> None:
    """Delete a draft with its files. Discarded already: nothing happens."""
    try:
        held = _draft(request)
    except Gone:
        return
    files = [one.file for one in held.files.select_related("file")]
    record(actor=by, action="support_draft_discarded", target=held.organisation, at=at, request=held.pk)
    held.delete()
    for stored in files:
        remove_file(stored=stored)


@transaction.atomic
def send(*, request: SupportRequest, by: User, at: dt.datetime) -> Sent:
    """Send it to the programme, whose clocks begin. Sent already, by whomever: nothing happens twice.

    What it is about is dropped where the organisation is not in it any more, and the answer names it.
    """
    held = _there(request)
    if held.state != State.DRAFT:
        return Sent(was_new=False)
    _may_be_sent(held, at)
    without = drop_what_is_lost(held, by=by, at=at)
    move(held, field="state", to=State.SUBMITTED, transitions=SupportRequest.TRANSITIONS, submitted_at=at)
    priority.set_suggested(held, at=at)
    clocks.start(held, at=at)
    record(actor=by, action="support_sent", target=held, at=at)
    subject = f"{held.organisation} asks for support: {held}"
    tell_programme(held, event="support_received", key=held.pk, subject=subject, by=by, at=at)
    _tell_colleagues(held, by=by, at=at)
    return Sent(was_new=True, without=without)


def _tell_colleagues(held: SupportRequest, *, by: User, at: dt.datetime) -> None:
    """Those of the organisation who did not send it themselves: who did, and by when an answer comes."""
    by_when = "".join(f"\n{one}" for one in standing(held, at=at).expect)
    words = f"{by} sent it. Programme staff read it and answer on its page. You can write to them there, too.{by_when}"
    subject = f"“{held}” was sent to the programme"
    tell_asker(held, event="support_sent", key=held.pk, subject=subject, body=words, by=by, at=at)


def _may_be_sent(held: SupportRequest, at: dt.datetime) -> None:
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=held.organisation_id)
    if organisation.closed_at is not None:
        raise NotPossible(CLOSED.format(organisation=organisation))
    if gaps(held, at):
        raise NotPossible("Something is still missing. Mend what is named below, then send it.")
    lately = organisation.support_requests.filter(submitted_at__gt=at - dt.timedelta(days=1)).count()
    if lately >= settings.SUPPORT_REQUESTS_A_DAY_AT_MOST:
        raise NotPossible(
            f"{organisation} has sent {lately} requests in a day. Send this one tomorrow, or write a message in one "
            "that is open; this draft is kept."
        )
    most = settings.SUPPORT_REQUESTS_BEFORE_ADMISSION_AT_MOST
    if organisation.admitted_at is None and organisation.support_requests.open().count() >= most:
        raise NotPossible(
            f"{organisation} has asked already. Until programme staff have admitted it, write a message in the request "
            "that is open; this draft is kept."
        )
