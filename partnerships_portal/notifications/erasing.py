"""What the erasure of a person's account does to messages that others got about them."""

import re

from django.db.models import F, Func, Q, Value

from partnerships_portal.accounts.models import FORMER_MEMBER, AuditEvent
from partnerships_portal.accounts.register import Whose

from .models import Notification

WORDS = ("subject", "body", "because")


def forget_in_messages(whose: Whose, at) -> None:
    """Put "A former member" in the place of names and addresses, as whole words and in any case of letters.

    People choose their names, and somebody may be called "The programme" for the last day of an account. So a name is
    replaced only in messages about what that person did, which are written at the very moment of the deed.
    """
    deeds = AuditEvent.objects.filter(actor=whose.person).values("at")
    for name in whose.names:
        _replace(Notification.objects.filter(created_at__in=deeds), name)
    for address in whose.emails:
        _replace(Notification.objects.all(), address)


def _replace(messages, words: str) -> None:
    pattern = rf"(^|[^[:alnum:]]){re.escape(words)}($|[^[:alnum:]])"
    named = Q(subject__icontains=words) | Q(body__icontains=words) | Q(because__icontains=words)
    messages.filter(named).update(**{column: _replaced(column, pattern) for column in WORDS})


def _replaced(column: str, pattern: str) -> Func:
    return Func(F(column), Value(pattern), Value(rf"\1{FORMER_MEMBER}\2"), Value("gi"), function="regexp_replace")
