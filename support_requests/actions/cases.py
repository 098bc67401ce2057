"""What an officer writes to whoever asks for support, and waiting for their answer."""

import datetime as dt
import uuid

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import SupportMessage, SupportRequest

from . import clocks
from .handing_over import check_holder
from .holding import hold
from .messages_of_asker import goes_on_as_own
from .once import written_before
from .telling import tell_asker

State = SupportRequest.State
JOINED = "This request was joined with another one: write to {organisation} from there."
DECIDED = "This request is not undecided any more, so its clocks cannot wait. Send your message without waiting."


@transaction.atomic
def write_to_asker(
    *, request: SupportRequest, text: str, asks_for_more: bool, form_key: uuid.UUID, by: User, at: dt.datetime
) -> SupportMessage:
    """Send a message, by whoever has the request; the first one ends the clock of the first reply.

    With `asks_for_more` the clocks stand still until the asker answers. Sent twice from one page it is there once.
    """
    held = hold(request.pk)
    same = written_before(SupportMessage, form_key, request=held.pk, by=by)
    if same is not None:
        return same
    _check_can_write(held, by, asks_for_more)
    said = {"text": text, "asks_for_more": asks_for_more, "form_key": form_key}
    message = SupportMessage.objects.create(
        request=held, side=SupportMessage.Side.PROGRAMME, written_by=by, written_at=at, **said
    )
    clocks.replied(held, at=at)
    if asks_for_more:
        clocks.pause(held, at=at)
    event = "support_asked_for_more" if asks_for_more else "support_message_to_asker"
    record(actor=by, action=event, target=held, at=at, message=message.pk)
    asks = f"The programme needs something from you for “{held}”"
    subject = asks if asks_for_more else f"The programme wrote to you about “{held}”"
    body = "We wait for your answer before we go on." if asks_for_more else "Read the message on its page."
    tell_asker(held, event=event, key=message.pk, subject=subject, body=body, by=by, at=at)
    return message


def _check_can_write(held: SupportRequest, by: User, asks_for_more: bool) -> None:
    check_holder(held, by)
    if goes_on_as_own(held):
        raise NotPossible(JOINED.format(organisation=held.organisation))
    if asks_for_more and held.state != State.SUBMITTED:
        raise NotPossible(DECIDED)


@transaction.atomic
def stop_waiting(*, request: SupportRequest, by: User, at: dt.datetime) -> bool:
    """Go on without the answer that was asked for: the clocks run again. Returns whether that changed anything."""
    held = hold(request.pk)
    if held.waiting_since is None:
        return False
    check_holder(held, by)
    clocks.resume(held, at=at)
    record(actor=by, action="support_waiting_stopped", target=held, at=at)
    tell_asker(
        held,
        event="support_waiting_stopped",
        key=f"{held.pk}:{at.isoformat()}",
        subject=f"The programme goes on with “{held}”",
        body="You were asked for more. You can still answer, but nothing waits for it now.",
        by=by,
        at=at,
    )
    return True
