"""What officers answer with: managers keep reply templates, and pointers for those who are declined."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import Pointer, ReplyTemplate

Kept = ReplyTemplate | Pointer
SAME_TITLE = "There is one called “{title}” already. Choose another title, or change that one."
GONE = "This was taken away meanwhile. What you typed is still here: add it as a new one."
CHANGED = "Somebody changed this while you were editing. Open it again to see how it is now."
WORDS = {ReplyTemplate: "reply_template", Pointer: "pointer"}


@transaction.atomic
def add(kind: type[Kept], *, form_key: uuid.UUID, by: User, at: dt.datetime, **said: str) -> Kept:
    """Offer a new one to all officers. Sent twice from one page it is there once."""
    same = kind.objects.filter(form_key=form_key).first()
    if same is not None:
        return same
    with _unlike_others(said["title"]):
        kept = kind.objects.create(form_key=form_key, changed_by=by, changed_at=at, **said)
    record(actor=by, action=f"support_{WORDS[kind]}_added", target=kept, at=at)
    return kept


@transaction.atomic
def change(kept: Kept, *, seen: str, by: User, at: dt.datetime, **said: str) -> bool:
    """Save other words; returns whether that changed anything. Raises NotPossible for what was not `seen` so."""
    held = type(kept).objects.select_for_update().get(pk=kept.pk)
    if all(getattr(held, name) == value for name, value in said.items()):
        return False
    if held.retired_at is not None:
        raise NotPossible(GONE)
    if seen != version_of(held):
        raise NotPossible(CHANGED)
    for name, value in {**said, "changed_by": by, "changed_at": at}.items():
        setattr(held, name, value)
    with _unlike_others(said["title"]):
        held.save()
    record(actor=by, action=f"support_{WORDS[type(kept)]}_changed", target=held, at=at)
    return True


@transaction.atomic
def retire(kept: Kept, *, by: User, at: dt.datetime) -> bool:
    """Offer it no more; what was answered with it stays as it is. Twice is once."""
    if not type(kept).objects.kept().filter(pk=kept.pk).update(retired_at=at, changed_by=by, changed_at=at):
        return False
    record(actor=by, action=f"support_{WORDS[type(kept)]}_retired", target=kept, at=at)
    return True


def version_of(kept: Kept) -> str:
    """What an editor saw, to be compared when they save."""
    return kept.changed_at.isoformat()


class _unlike_others:
    """Inside it, a title that is in use already is NotPossible."""

    def __init__(self, title: str):
        self.title, self.savepoint = title, transaction.atomic()

    def __enter__(self):
        self.savepoint.__enter__()

    def __exit__(self, kind, error, trace):
        self.savepoint.__exit__(kind, error, trace)
        if kind is not None and issubclass(kind, IntegrityError):
            raise NotPossible(SAME_TITLE.format(title=self.title)) from error
