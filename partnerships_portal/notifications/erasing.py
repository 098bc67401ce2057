"""What the erasure of a person's account does to messages that others got about them."""

import re

from django.db.models import F, Func, Q, Value

from partnerships_portal.accounts.models import FORMER_MEMBER
from partnerships_portal.accounts.register import Whose

from .models import Notification


def forget_in_messages(whose: Whose, at) -> None:
    """Put "A former member" in the place of names and addresses, as whole words and in any case of letters."""
    for word in (*whose.names, *whose.emails):
        pattern = rf"(^|[^[:alnum:]]){re.escape(word)}($|[^[:alnum:]])"
        Notification.objects.filter(Q(subject__icontains=word) | Q(body__icontains=word)).update(
            subject=_replaced("subject", pattern), body=_replaced("body", pattern)
        )


def _replaced(column: str, pattern: str) -> Func:
    return Func(F(column), Value(pattern), Value(rf"\1{FORMER_MEMBER}\2"), Value("gi"), function="regexp_replace")
