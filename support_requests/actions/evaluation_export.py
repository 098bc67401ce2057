"""Single answers leave the portal: who took them is recorded."""

import datetime as dt

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User


@transaction.atomic
def answers_exported(*, by: User, at: dt.datetime) -> None:
    """A manager downloads what each organisation answered."""
    record(actor=by, action="evaluation_answers_exported", target=by, at=at)
