"""How long sign-ups for market engagement events are kept."""

import datetime as dt

from commissioners.models import EventSignUp
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

NEEDS = Period(days=28, words="28 days after the event, or until you withdraw")
SIGN_UPS = Period(days=730, words="2 years after the event, or until you withdraw")


@rule("what people need to take part in events", NEEDS)
def forget_needs(at: dt.datetime) -> int:
    """Who came stays for the buyer's record of the engagement; what they needed is forgotten."""
    over = EventSignUp.objects.filter(event__ends_at__lte=NEEDS.before(at))
    return over.exclude(needs="").update(needs="")


@rule("sign-ups for events", SIGN_UPS)
def delete_sign_ups(at: dt.datetime) -> int:
    return delete_in_chunks(EventSignUp.objects.filter(event__ends_at__lte=SIGN_UPS.before(at)))
