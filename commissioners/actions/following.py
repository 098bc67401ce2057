"""Following an opportunity, and no longer."""

from django.db import transaction

from commissioners.models import Following
from partnerships_portal.accounts.audit import record


@transaction.atomic
def follow(*, opportunity, by, at) -> bool:
    """From now on the person is told of every change; returns whether that is new.

    The audit event is about the person and does not name the opportunity: nobody else learns what they follow.
    """
    _, is_new = Following.objects.get_or_create(opportunity=opportunity, person=by, defaults={"since": at})
    if is_new:
        record(actor=by, action="opportunity_followed", target=by, at=at)
    return is_new


@transaction.atomic
def unfollow(*, opportunity, by, at) -> bool:
    """The person is no longer told, nor by e-mails that wait; returns whether they followed it."""
    ended, _ = Following.objects.filter(opportunity=opportunity, person=by).delete()
    if ended:
        record(actor=by, action="opportunity_followed_no_longer", target=by, at=at)
    return bool(ended)
