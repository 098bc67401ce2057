"""What happens to funding by itself: rounds open and close, applications follow a merger. Safe to repeat or late."""

import datetime as dt

from django.db import transaction

from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import move
from support_requests.models import FundingApplication

from . import funding_rounds
from .funding import hold

State = FundingApplication.State
AT_ONCE = 200


def look_after(*, at: dt.datetime) -> None:
    """Everything of funding that is due at `at`."""
    funding_rounds.look_after_rounds(at=at)
    follow_mergers(at=at)


def follow_mergers(*, at: dt.datetime) -> int:
    """Applications of organisations that were merged are their survivors'; returns how many moved.

    Where the survivor has one in the same round, a draft is withdrawn; what was sent stays with the name under which it
    was sent, for staff to decide.
    """
    merged = FundingApplication.objects.live().filter(organisation__merged_into__isnull=False)
    return sum(_follow(one, at) for one in merged.order_by("pk")[:AT_ONCE])


@transaction.atomic
def _follow(application: FundingApplication, at: dt.datetime) -> bool:
    held = hold(application)
    into = Organisation.objects.select_related("merged_into").get(pk=held.organisation_id).merged_into
    if into is None or held.state == State.WITHDRAWN:
        return False
    if FundingApplication.objects.live().filter(round=held.round_id, organisation=into).exists():
        if held.state == State.DRAFT:
            move(held, field="state", to=State.WITHDRAWN, transitions=FundingApplication.TRANSITIONS, withdrawn_at=at)
            record(actor=None, action="funding_application_withdrawn", target=held, at=at)
        return False
    FundingApplication.objects.filter(pk=held.pk).update(organisation=into)
    record(actor=None, action="funding_followed_merger", target=held, at=at, organisation=into.pk)
    return True
