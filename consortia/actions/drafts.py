"""Drafts of proposals: written by the people of one organisation, seen by nobody else until they are sent."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from consortia.models import Invitation, Proposal
from consortia.proposing.lines import Line, Newcomer
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible

SENT = "This proposal was sent already: it can be withdrawn, not changed."
PRESSED_TWICE = dt.timedelta(seconds=30)


@transaction.atomic
def start(*, proposer: Organisation, values: dict, lines: Iterable[Line] = (), by: User, at) -> Proposal:
    """A new draft. `values`: fields of Proposal. The same by the same person again within seconds is the same draft."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # who presses twice comes here one after the other
    lines = [line for line in lines if line.organisation.pk != proposer.pk]
    asked = {line.organisation.pk for line in lines}
    same = Proposal.objects.filter(
        proposer=proposer, proposed_by=by, state=Proposal.State.DRAFT, created_at__gt=at - PRESSED_TWICE, **values
    )
    for before in same.prefetch_related("invitations"):
        if {one.organisation_id for one in before.invitations.all()} == asked:
            return before
    draft = Proposal.objects.create(
        proposer=proposer, proposed_by=by, created_at=at, is_demo=proposer.is_demo, **values
    )
    _ask(draft, lines)
    record(actor=by, action="proposal_drafted", target=draft, at=at)
    return draft


@transaction.atomic
def save(*, draft: Proposal, values: dict, by, at) -> None:
    """Keep what was typed. Raises NotPossible once it was sent."""
    held = hold_draft(draft)
    if any(getattr(held, name) != value for name, value in values.items()):
        Proposal.objects.filter(pk=held.pk).update(**values)
        record(actor=by, action="proposal_edited", target=held, at=at)


@transaction.atomic
def save_asked(
    *,
    draft: Proposal,
    said: dict[int, dict],
    lines: Iterable[Line] = (),
    newcomer: Newcomer | None = None,
    without: int = 0,
    by,
    at,
) -> None:
    """Keep the role and the note of each invitation (by primary key), add some, and take one out (0: none).

    Whoever is asked already is not added again. Raises NotPossible once it was sent.
    """
    held = hold_draft(draft)
    for one in held.invitations.filter(pk__in=said):
        Invitation.objects.filter(pk=one.pk).update(**said[one.pk])
    held.invitations.filter(pk=without).delete()
    there = set(held.invitations.values_list("organisation", flat=True))
    _ask(held, [line for line in lines if line.organisation.pk not in {*there, held.proposer_id}])
    if newcomer and not held.invitations.filter(email=newcomer.email).exists():
        Invitation.objects.create(proposal=held, invited_name=newcomer.name, email=newcomer.email)
    record(actor=by, action="proposal_edited", target=held, at=at)


@transaction.atomic
def discard(*, draft: Proposal, by, at) -> bool:
    """Delete a draft; returns whether there was one. Raises NotPossible once it was sent."""
    if not Proposal.objects.filter(pk=draft.pk).exists():
        return False
    held = hold_draft(draft)
    record(actor=by, action="proposal_discarded", target=held, at=at)
    held.delete()
    return True


def hold_draft(draft: Proposal) -> Proposal:
    """The draft, locked. Raises NotPossible if it was sent, or discarded, meanwhile."""
    held = Proposal.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if held is None:
        raise NotPossible("A colleague has discarded this draft.")
    if held.state != Proposal.State.DRAFT:
        raise NotPossible(SENT)
    return held


def _ask(draft: Proposal, lines: Iterable[Line]) -> None:
    once = {line.organisation.pk: line for line in lines}
    Invitation.objects.bulk_create(
        Invitation(proposal=draft, organisation=line.organisation, role=line.role, note=line.note)
        for line in once.values()
    )
