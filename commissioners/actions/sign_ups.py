"""People sign up for events, for an organisation, and take it back. Raises NotPossible where it is too late."""

from django.db import transaction

from commissioners.events.coming import why_no_sign_up, with_taken
from commissioners.models import EngagementEvent, EventSignUp
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .events import lock


class Full(NotPossible):
    """Every place is taken."""


@transaction.atomic
def sign_up(*, event, organisation, needs: str, by, at) -> bool:
    """The person comes, for `organisation`, or changes what they need; returns whether anything changed.

    Whoever signs up holds the event until the transaction ends, so that no more come than there are places.
    """
    held = lock(event, at)
    if not Organisation.objects.active().filter(pk=organisation.pk, memberships__user=by).exists():
        raise NotPossible(f"You can come for {organisation} only while you act for it and it takes part.")
    before = EventSignUp.objects.filter(event=held, person=by).first()
    if before is None:
        _must_have_room(held, at)
        made = EventSignUp.objects.create(
            event=held, person=by, organisation=organisation, needs=needs, signed_up_at=at
        )
        record(actor=by, action="event_signed_up", target=made, at=at)
        return True
    if (before.organisation_id, before.needs) == (organisation.pk, needs):
        return False
    EventSignUp.objects.filter(pk=before.pk).update(organisation=organisation, needs=needs)
    record(actor=by, action="event_sign_up_changed", target=before, at=at)
    return True


def _must_have_room(held: EngagementEvent, at) -> None:
    event = with_taken(EngagementEvent.objects.filter(pk=held.pk)).get()
    if refusal := why_no_sign_up(event, at):
        kind = Full if refusal == "It is full." else NotPossible
        raise kind(f"{refusal} You are not signed up.")


@transaction.atomic
def withdraw(*, event, by, at) -> bool:
    """The person does not come; what they need is deleted with it. Returns whether they had signed up."""
    lock(event, at)
    mine = EventSignUp.objects.filter(event=event, person=by).first()
    if mine is None:
        return False
    record(actor=by, action="event_sign_up_withdrawn", target=mine, at=at)
    mine.delete()
    return True
