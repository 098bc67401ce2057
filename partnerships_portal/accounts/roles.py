"""Roles of people in a place: an organisation or a commissioning body. Whoever gives one or takes one comes here.

A place has `memberships` with a user and a role (owner, editor or viewer). All changes of one place's people wait for
each other, so that two owners who remove each other at once leave one.
"""

from .audit import record
from .models import User
from .transitions import NotPossible

OWNER = "owner"
RANKS = {"viewer": 1, "editor": 2, OWNER: 3}


class LastOwner(NotPossible):
    """The place would be left without an owner who can sign in. The message says what to do next."""


def lock(place) -> None:
    """One change of the people of a place at a time; call it inside the transaction, before anything is read."""
    type(place)._default_manager.select_for_update(of=("self",)).only("pk").get(pk=place.pk)


def has_active_owner(place) -> bool:
    """Whether anybody who can sign in may decide for it."""
    return place.memberships.filter(role=OWNER, user__is_active=True).exists()


def give(*, place, person: User, role: str, by: User | None, at) -> bool:
    """Let a person act for a place in this role; returns whether that changed anything. Raises LastOwner."""
    lock(place)
    membership = place.memberships.filter(user=person).first()
    if membership and membership.role == role:
        return False
    if membership:
        _must_keep_an_owner(place, membership, role)
        place.memberships.filter(pk=membership.pk).update(role=role)
    else:
        place.memberships.create(user=person, role=role, created_at=at)
    record(actor=by, action="member_role_given", target=place, at=at, person=person.pk, role=role)
    return True


def take(*, place, person: User, action: str, by: User | None, at) -> bool:
    """Let a person no longer act for a place; returns whether they did. `action`: its audit event. Raises LastOwner."""
    lock(place)
    membership = place.memberships.filter(user=person).first()
    if membership is None:
        return False
    _must_keep_an_owner(place, membership, "")
    membership.delete()
    record(actor=by, action=action, target=place, at=at, person=person.pk, role=membership.role)
    return True


def must_own(place, by: User | None) -> None:
    """Raises NotPossible if whoever acts has meanwhile lost the right to. `by` None: those who run the portal."""
    if by is not None and not place.memberships.filter(user=by, role=OWNER, user__is_active=True).exists():
        raise NotPossible(f"You are no longer an owner of {place}, so nothing was changed.")


def _must_keep_an_owner(place, membership, role: str) -> None:
    # nothing is left to decide there
    is_closed = getattr(place, "closed_at", None) is not None or getattr(place, "is_duplicate", False)
    if is_closed or membership.role != OWNER or role == OWNER or not membership.user.is_active:
        return
    if not place.memberships.filter(role=OWNER, user__is_active=True).exclude(pk=membership.pk).exists():
        end = f", or ask programme staff to close {place}" if hasattr(place, "closed_at") else ""
        raise LastOwner(f"{membership.user} is the only owner of {place}. Make somebody else an owner first{end}.")
