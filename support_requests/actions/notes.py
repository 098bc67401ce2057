"""What programme staff note about a request, for themselves alone."""

import datetime as dt
import uuid

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from support_requests.models import InternalNote, SupportRequest

from .holding import hold
from .once import written_before


@transaction.atomic
def note(*, request: SupportRequest, text: str, form_key: uuid.UUID, by: User, at: dt.datetime) -> InternalNote:
    """Keep a note that staff alone read, in any state of the request. Sent twice from one page it is there once."""
    held = hold(request.pk)
    same = written_before(InternalNote, form_key, request=held.pk, by=by)
    if same is not None:
        return same
    return kept_note(held, text=text, form_key=form_key, by=by, at=at)


def kept_note(held: SupportRequest, *, text: str, form_key: uuid.UUID, by: User, at: dt.datetime) -> InternalNote:
    """A note of a request that is held. The trail names the note, so that no history of the request tells of it."""
    kept = InternalNote.objects.create(request=held, text=text, form_key=form_key, written_by=by, written_at=at)
    record(actor=by, action="support_note_kept", target=kept, at=at)
    return kept
