"""What packages of support hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import PROGRAMME, Basis, Erasure, Holding, declare
from support_requests.retention import requests as retention

declare(
    Holding(
        model="support_requests.Package",
        fields=("agreed_by",),
        given=("agreed_at", "ended_at"),
        group=PROGRAMME,
        what="Packages of support that you agreed",
        why="So that it can be explained who agreed to spend days of the programme",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(agreed_by=whose.person),
    ),
    Holding(
        model="support_requests.Assignment",
        fields=("offered_by",),
        given=("offered_at", "state"),
        group=PROGRAMME,
        what="Advisers whom you asked to help",
        why="So that they know who asked",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff; the adviser",
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(offered_by=whose.person),
    ),
)
