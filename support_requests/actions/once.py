"""What was written from one page is there once, however often it is sent."""

import uuid
from typing import TypeVar

from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import InternalNote, SupportMessage

Written = TypeVar("Written", SupportMessage, InternalNote)
USED = "This page was used for something else. Open it again and send it once more."


def written_before(kind: type[Written], form_key: uuid.UUID, *, request: int, by: User) -> Written | None:
    """What this person wrote from this page in the request (primary key), or None.

    Raises NotPossible where the page was used for something else. Ask it with the request held.
    """
    same = kind.objects.filter(form_key=form_key).first()
    if same is not None and (same.request_id, same.written_by_id) != (request, by.pk):
        raise NotPossible(USED)
    return same
