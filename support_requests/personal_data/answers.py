"""What reply templates and pointers hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import (
    PROGRAMME,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)
from support_requests.retention import answers as retention


def _changed(model: str, what: str) -> Holding:
    return Holding(
        model=f"support_requests.{model}",
        fields=("changed_by",),
        given=("title", "changed_at"),
        group=PROGRAMME,
        what=what,
        why="So that colleagues know whom to ask about it",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept=retention.RETIRED,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(changed_by=whose.person),
    )


declare(
    _changed("ReplyTemplate", "Words for replies that you changed last"),
    _changed("Pointer", "Pointers to other help that you changed last"),
)
IMPERSONAL = "it is written for everybody who asks"
declare_not_personal("support_requests.ReplyTemplate", "title", "text", because=IMPERSONAL)
declare_not_personal("support_requests.Pointer", "title", "url", "about", because=IMPERSONAL)
declare_not_personal("support_requests.GivenPointer", "title", "url", "about", because=IMPERSONAL)
