"""Views of the queue that an officer keeps: each acts on their own alone."""

import datetime as dt

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import SavedView

MOST = 30
TAKEN = "You keep a view called “{}” already. Choose another name."
TOO_MANY = f"You keep {MOST} views already. Delete one first."


@transaction.atomic
def save(*, name: str, query: str, by: User, at: dt.datetime) -> SavedView:
    """Keep a view; the same again changes nothing. Raises NotPossible where another has the name, or for too many."""
    _hold_views_of(by)
    same = SavedView.objects.filter(owner=by, name__iexact=name).first()
    if same is not None:
        if same.query != query:
            raise NotPossible(TAKEN.format(same.name))
        return same
    if SavedView.objects.filter(owner=by).count() >= MOST:
        raise NotPossible(TOO_MANY)
    view = SavedView.objects.create(owner=by, name=name, query=query, created_at=at)
    record(actor=by, action="support_view_saved", target=view, at=at)
    return view


@transaction.atomic
def change(*, view: SavedView, name: str, is_default: bool, by: User, at: dt.datetime) -> None:
    """Rename it, and say whether the queue opens with it: one at most does. Raises NotPossible for a name in use."""
    _hold_views_of(by)
    held = SavedView.objects.filter(owner=by, pk=view.pk).first()
    if held is None:
        raise NotPossible("You deleted this view meanwhile.")
    if SavedView.objects.filter(owner=by, name__iexact=name).exclude(pk=held.pk).exists():
        raise NotPossible(TAKEN.format(name))
    renamed, chosen = held.name != name, held.is_default != is_default
    if chosen and is_default:
        SavedView.objects.filter(owner=by, is_default=True).update(is_default=False)
    held.name, held.is_default = name, is_default
    held.save(update_fields=["name", "is_default"])
    if renamed:
        record(actor=by, action="support_view_renamed", target=held, at=at)
    if chosen:
        record(actor=by, action="support_view_chosen", target=held, at=at)


@transaction.atomic
def delete(*, view: SavedView, by: User, at: dt.datetime) -> None:
    """Keep it no longer. Twice is once."""
    _hold_views_of(by)
    held = SavedView.objects.filter(owner=by, pk=view.pk).first()
    if held is not None:
        record(actor=by, action="support_view_deleted", target=held, at=at)
        held.delete()


def _hold_views_of(owner: User) -> None:
    """One act on a person's views after the other."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
