"""What those who advise write to the organisation that asked, and to the programme."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.belonging import has_agreed_to_advise
from support_requests.models import SupportMessage, SupportRequest

from .holding import hold
from .messages_of_asker import ENDED
from .once import written_before
from .telling import tell_advisers, tell_asker, tell_programme

TOO_MANY = "You have written {most} messages here in one day. Wait for an answer, then write again."
NO_MORE = "You do not advise on this request any more."


@transaction.atomic
def write_as_adviser(
    *, request: SupportRequest, text: str, form_key: uuid.UUID, by: User, at: dt.datetime
) -> SupportMessage:
    """Write to whoever asked and to the programme. Sent twice from one page it is there once.

    Raises NotPossible for one that has ended, for whoever does not advise on it (any more), and too many in a day.
    """
    held = hold(request.pk)
    same = written_before(SupportMessage, form_key, request=held.pk, by=by)
    if same is not None:
        return same
    if not held.is_open:
        raise NotPossible(ENDED)
    if not has_agreed_to_advise(by, held):
        raise NotPossible(NO_MORE)
    _check_number(held, by, at)
    message = SupportMessage.objects.create(
        request=held, side=SupportMessage.Side.ADVISER, text=text, written_by=by, written_at=at, form_key=form_key
    )
    record(actor=by, action="support_adviser_wrote", target=held, at=at, message=message.pk)
    subject = Truncator(f"{by} wrote about “{held}”").chars(190)
    said: dict[str, Any] = {"key": message.pk, "subject": subject, "by": by, "at": at}
    tell_asker(held, event="support_adviser_wrote", **said)
    tell_programme(held, event="programme_adviser_wrote", **said)
    tell_advisers(held, event="advising_adviser_wrote", **said)
    return message


def _check_number(held: SupportRequest, by: User, at: dt.datetime) -> None:
    most = settings.SUPPORT_MESSAGES_A_DAY_AT_MOST
    today = held.messages.filter(written_by=by, written_at__gt=at - dt.timedelta(days=1))
    if today.count() >= most:
        raise NotPossible(TOO_MANY.format(most=most))
