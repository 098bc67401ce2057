"""Telling the people of organisations that partner, or are asked to."""

from consortia.models import Consortium, ConsortiumMember
from mutuals.models import Membership
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify_many

ACTING = (Membership.Role.OWNER, Membership.Role.EDITOR)


def people_of(organisations, *, without=None) -> list[User]:
    """Owners and editors of the organisations, each once; not the one who did it."""
    acting = Membership.objects.filter(organisation__in=organisations, role__in=ACTING)
    people = User.objects.filter(is_active=True, pk__in=acting.values("user"))
    return list(people.exclude(pk=without.pk) if without else people)


def tell_organisation(organisation, *, event: str, key, subject: str, by, at, body: str = "", url: str = "") -> None:
    """Tell those who act for one organisation, each once: three queries."""
    notify_many(
        people=people_of([organisation], without=by),
        event=event,
        key=key,
        subject=subject,
        body=body,
        url=url,
        members_of=organisation,
        at=at,
    )


def tell_members(
    consortium: Consortium, *, event: str, key, subject: str, by, at, body: str = "", url: str = "", only=None
) -> None:
    """Tell those who act for the members that are present, each once, not the one who did it.

    `only`: of these organisations. Whoever has left by the time that an e-mail is sent does not get it.
    """
    present = ConsortiumMember.objects.present().filter(consortium=consortium)
    if only is not None:
        present = present.filter(organisation__in=only)
    notify_many(
        people=people_of(present.values("organisation"), without=by),
        event=event,
        key=key,
        subject=subject,
        body=body,
        url=url or consortium.get_absolute_url(),
        members_of=consortium,
        at=at,
    )
