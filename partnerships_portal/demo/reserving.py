"""What the demonstration's Mutual says of itself about reserved contracts. The lists of the law are not invented."""

import datetime as dt

from commissioners.models import QualifyingAnswers, ReservedContract
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User


def ensure(*, mutual: Organisation, at: dt.datetime) -> None:
    """Answer the tests for the Mutual where nobody has yet: what its people answered since stays."""
    person = User.objects.filter(memberships__organisation=mutual).order_by("pk").first()
    if person is None:
        return
    QualifyingAnswers.objects.get_or_create(
        organisation=mutual,
        defaults={
            "delivers_public_services": True,
            "mainly_reservable_services": True,
            "is_not_for_profit": True,
            "employees_manage_and_control": True,
            "stated_contracts_at": at,
            "shown_to_others": True,
            "answered_at": at,
            "answered_by": person,
        },
    )


def forget_bodies(bodies) -> None:
    """Contracts that people entered keep the name of an invented body, and no longer point to it."""
    ReservedContract.objects.filter(body__in=bodies).update(body=None)
