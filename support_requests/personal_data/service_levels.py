"""What service levels hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import PROGRAMME, Basis, Erasure, Holding, declare

KEPT = "As long as the programme runs, as it shows what was promised when"
WHY = "So that it can be explained who changed what the programme promises"
SEEN = "Programme staff"

declare(
    Holding(
        model="support_requests.ServiceLevel",
        fields=("set_by",),
        given=("priority", "in_force_from", "because", "set_at"),
        group=PROGRAMME,
        what="Service levels that you set",
        why=WHY,
        basis=Basis.PUBLIC_TASK,
        seen_by=SEEN,
        kept=KEPT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(set_by=whose.person),
    ),
    Holding(
        model="support_requests.OfficeHours",
        fields=("set_by",),
        given=("opens", "closes", "in_force_from", "because", "set_at"),
        group=PROGRAMME,
        what="Office hours that you set",
        why=WHY,
        basis=Basis.PUBLIC_TASK,
        seen_by=SEEN,
        kept=KEPT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(set_by=whose.person),
    ),
    Holding(
        model="support_requests.ClosedDay",
        fields=("added_by",),
        given=("day", "because", "added_at"),
        group=PROGRAMME,
        what="Days on which you closed the office",
        why=WHY,
        basis=Basis.PUBLIC_TASK,
        seen_by=SEEN,
        kept=KEPT,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(added_by=whose.person),
    ),
)
