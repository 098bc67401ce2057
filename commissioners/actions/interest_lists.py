"""The buyer chooses to whom the interest list is shown. Nobody is shown to more people than they agreed to."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.choices import InterestVisibility
from commissioners.differences import assign
from commissioners.interest.possible import SHOWN_TO, is_wider
from commissioners.models import Interest
from partnerships_portal.accounts.audit import record
from partnerships_portal.notifications.actions import notify_many

from .amending import finish, lock
from .interests import deciders


@transaction.atomic
def show_to(*, opportunity, shown_to: str, by, at) -> bool:
    """Choose who sees the list; returns whether that changed anything. Raises NotPossible once it is closed.

    Where it reaches more people than before, everybody on it is taken off, told, and asked whether to join again.
    """
    shown_to = InterestVisibility(shown_to)
    current = lock(opportunity, fields={"interest_shown_to"})
    wider = is_wider(shown_to, current.interest_shown_to)
    changes = assign(current, {"interest_shown_to": shown_to})
    if not changes:
        return False
    current.save(update_fields=["interest_shown_to"])
    finish(current, changes=changes, note="", by=by, at=at)
    if wider:
        _ask_again(current, by=by, at=at)
    return True


def _ask_again(opportunity, *, by, at) -> None:
    """Also those of organisations that are closed just now: they may be reopened."""
    told = list(Interest.objects.filter(opportunity=opportunity, withdrawn_at=None).select_related("organisation"))
    for interest in told:
        if interest.listed:
            record(actor=by, action="interest_taken_off_list", target=interest, at=at)
            _tell(interest, was="You were on it for fewer readers, and are taken off it.", at=at)
        else:
            _tell(interest, was="You are not on it.", at=at)
    Interest.objects.filter(pk__in=[one.pk for one in told]).update(listed=False, updated_at=at)


def _tell(interest: Interest, *, was: str, at) -> None:
    opportunity, shown_to = interest.opportunity, SHOWN_TO[interest.opportunity.interest_shown_to]
    notify_many(
        people=deciders(interest.organisation) if interest.organisation.is_active else [],
        event="interest_list_opened",
        key=f"{interest.pk}-{at.isoformat()}",
        subject=f"The interest list of “{Truncator(opportunity.title).chars(100)}” is shown to more people",
        body=f"Its buyer shows it to {shown_to}. {was} You can choose whether to be on it.",
        url=reverse("interest_express", args=[opportunity.pk, interest.organisation_id]),
        members_of=interest.organisation,
        at=at,
    )
