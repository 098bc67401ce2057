"""What is held about who let staff and advisers read what a request is about."""

from django.db.models import Q

from partnerships_portal.accounts.register import DEEDS, Basis, Erasure, Holding, declare
from support_requests.retention import requests as retention

declare(
    Holding(
        model="support_requests.AgreedContext",
        fields=("agreed_by",),
        given=("agreed_at",),
        group=DEEDS,
        what="That you agreed for your organisation to share what a request for support is about",
        why="So that it can be shown who agreed to what",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of your organisation; programme staff",
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(agreed_by=whose.person),
    )
)
