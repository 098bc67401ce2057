"""What the erasure of a person's account does to messages that others got about them."""

import re

from django.db.models import F, Func, Q, Value

from partnerships_portal.accounts.models import FORMER_MEMBER
from partnerships_portal.accounts.register import Whose

from .models import Notification

WORDS = ("subject", "body", "because")


def forget_in_messages(whose: Whose, at) -> None:
    """Put "A former member" in the place of names and addresses, as whole words and in any case of letters."""
    for word in (*whose.names, *whose.emails):
        pattern = rf"(^|[^[:alnum:]]){re.escape(word)}($|[^[:alnum:]])"
        named = Q(subject__icontains=word) | Q(body__icontains=word) | Q(because__icontains=word)
        Notification.objects.filter(named).update(**{column: _replaced(column, pattern) for column in WORDS})


def _replaced(column: str, pattern: str) -> Func:
    return Func(F(column), Value(pattern), Value(rf"\1{FORMER_MEMBER}\2"), Value("gi"), function="regexp_replace")
