"""An organisation withdraws what it asked for, at any time before it is completed."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.text import Truncator

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from support_requests.models import Package, SupportRequest

from . import clocks
from .holding import hold
from .messages_of_asker import write
from .packages import end_package
from .telling import tell_asker, tell_programme

State = SupportRequest.State
TOO_LATE = {
    State.DRAFT: "This was not sent yet: discard the draft instead.",
    State.COMPLETED: "The support is completed, so there is nothing to withdraw.",
    State.DECLINED: "The programme had declined it before you withdrew it.",
    State.MERGED: "It was joined with another request. Withdraw that one.",
}


@transaction.atomic
def withdraw(
    *, request: SupportRequest, reason: str = "", form_key: uuid.UUID | None = None, by: User, at: dt.datetime
) -> bool:
    """End it for everyone; returns whether this did. Withdrawn already: nothing happens twice.

    A package ends with it: whoever advised is taken off and told, and days that were not used are free again. The
    reason is kept as a message. Raises NotPossible where it has ended otherwise.
    """
    held = hold(request.pk)
    if held.state == State.WITHDRAWN:
        return False
    if not held.is_open:
        raise NotPossible(TOO_LATE[State(held.state)])
    clocks.resume(held, at=at)
    if reason:
        write(held, text=reason, form_key=form_key or uuid.uuid4(), by=by, at=at)
    package = Package.objects.filter(request=held).first()
    move(held, field="state", to=State.WITHDRAWN, transitions=SupportRequest.TRANSITIONS, ended_at=at)
    if package is not None:
        end_package(package, by=by, at=at)
    record(actor=by, action="support_withdrawn", target=held, at=at)
    _tell(held, reason, by=by, at=at)
    return True


def _tell(held: SupportRequest, reason: str, *, by: User, at: dt.datetime) -> None:
    subject = Truncator(f"{held.organisation} withdrew its request “{held}”").chars(190)
    body = f"Why: {reason}" if reason else "It gave no reason. Nothing more is due."
    tell_programme(held, event="support_withdrawn", key=held.pk, subject=subject, body=body, by=by, at=at)
    tell_asker(held, event="support_withdrawn_by_us", key=held.pk, subject=subject, body=reason, by=by, at=at)
    for joined in held.merged_requests.exclude(organisation=held.organisation_id).select_related("organisation"):
        tell_asker(
            joined,
            event="support_joined_withdrawn",
            key=held.pk,
            subject=f"What “{joined}” was joined with was withdrawn",
            body="Another member had asked for the same, and needs it no more. If you do, ask again.",
            by=by,
            at=at,
        )
