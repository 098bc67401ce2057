"""The end of an organisation on the portal: asked for by its owners, decided by programme managers, and undone."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mutuals import people_emails, search
from mutuals.models import JoinRequest, MembershipInvitation, Organisation
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark
from partnerships_portal.joining.people import people_of, programme_managers
from partnerships_portal.notifications.actions import notify, notify_many


@transaction.atomic
def ask_to_close(*, organisation: Organisation, reason: str, by: User, at) -> None:
    """An owner asks programme managers to close it; nothing ends yet. Raises NotPossible."""
    roles.lock(organisation)
    roles.must_own(organisation, by)
    must_be_open(organisation)
    record(actor=by, action="organisation_close_asked", target=organisation, at=at)
    notify_many(
        people=programme_managers(),
        event="organisation_close_asked",
        key=f"{organisation.pk}-{timezone.localdate(at).isoformat()}",  # asking twice on a day tells once
        url=reverse("organisation_close", args=[organisation.pk]),
        at=at,
        **people_emails.close_asked(organisation, by, reason),
    )


@transaction.atomic
def close(*, organisation: Organisation, reason: str, by: User | None, at) -> None:
    """End it: it leaves the directory and matching, its people are told, whoever wanted to join hears no.

    Nothing is deleted: its pages stay for its own people and programme staff. Raises NotPossible if it is closed.
    """
    end(organisation, reason=reason, by=by, at=at)
    record(actor=by, action="organisation_closed", target=organisation, at=at, reason=reason)
    notify_many(
        people=people_of(organisation),
        event="organisation_closed",
        key=f"{organisation.pk}-{at.isoformat()}",
        url=organisation.get_absolute_url(),
        at=at,
        **people_emails.closed(organisation),
    )


@transaction.atomic
def reopen(*, organisation: Organisation, by: User | None, at) -> None:
    """Undo a closing: it takes part again as it was. Raises NotPossible if it is not closed.

    Of a merger only this is undone: what moved to the survivor stays there (docs/decisions/0066).
    """
    roles.lock(organisation)
    changed = Organisation.objects.filter(pk=organisation.pk, closed_at__isnull=False).update(
        closed_at=None, closed_by=None, closing_reason="", merged_into=None, updated_at=at
    )
    if not changed:
        raise NotPossible(f"{organisation} is not closed.")
    survivor = organisation.merged_into_id
    organisation.refresh_from_db(fields=["closed_at", "closed_by", "closing_reason", "merged_into"])
    refresh(organisation, at=at)
    if survivor is not None:  # its history is its own again
        mark(kind="organisation", object_id=survivor, at=at)
    record(actor=by, action="organisation_reopened", target=organisation, at=at)
    notify_many(
        people=people_of(organisation),
        event="organisation_reopened",
        key=f"{organisation.pk}-{at.isoformat()}",
        url=organisation.get_absolute_url(),
        at=at,
        **people_emails.reopened(organisation),
    )


def end(
    organisation: Organisation, *, reason: str, by: User | None, at, merged_into: Organisation | None = None
) -> None:
    """What closing and merging share: it stands closed, and nobody waits at its door any more."""
    roles.lock(organisation)
    changed = Organisation.objects.filter(pk=organisation.pk, closed_at=None).update(
        closed_at=at, closed_by=by, closing_reason=reason, merged_into=merged_into, updated_at=at
    )
    if not changed:
        raise NotPossible(f"{organisation} is closed already.")
    organisation.refresh_from_db(fields=["closed_at", "closed_by", "closing_reason", "merged_into"])
    organisation.invitations.filter(state=MembershipInvitation.State.SENT).update(
        state=MembershipInvitation.State.WITHDRAWN, answered_at=at, answered_by=by
    )
    waiting = organisation.join_requests.filter(state=JoinRequest.State.OPEN).select_related("person")
    for asked in list(waiting.select_for_update(of=("self",))):
        notify(
            person=asked.person,
            event="join_request_declined",
            key=asked.pk,
            at=at,
            **people_emails.declined_for_closing(organisation, merged_into),
        )
    waiting.update(state=JoinRequest.State.DECLINED, decided_at=at, decided_by=by)
    refresh(organisation, at=at)


def refresh(organisation: Organisation, *, at) -> None:
    """The directory follows in this transaction, matching as soon as a worker is free."""
    search.refresh([organisation.pk])
    mark(kind="organisation", object_id=organisation.pk, at=at)


def must_be_open(organisation: Organisation) -> None:
    """Raises NotPossible for one that was closed, as the database has it now."""
    if Organisation.objects.filter(pk=organisation.pk, closed_at__isnull=False).exists():
        raise NotPossible(f"{organisation} is closed.")
