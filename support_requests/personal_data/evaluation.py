"""What the questionnaires of the evaluation hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import DEEDS, Basis, Erasure, Holding, declare
from support_requests.retention import evaluation as links
from support_requests.retention import requests as retention

declare(
    Holding(
        model="support_requests.Evaluation",
        fields=("answered_by", "comment"),
        given=(
            *("wave", "ended_at", "turnover", "other_buyers", "contracts_alone", "contracts_together"),
            *("partnerships", "confidence", "success", "value", "challenges", "comment"),
        ),
        group=DEEDS,
        what="Questions about how your organisation is doing that you answered",
        why="To learn whether support helps",
        basis=Basis.PUBLIC_TASK,
        seen_by="The people of your organisation; programme managers. Others see figures of at least five "
        "organisations together",
        kept=retention.REQUESTS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(answered_by=whose.person),
    ),
    Holding(
        model="support_requests.EvaluationLink",
        fields=("person",),
        given=("sent_at", "expires_at", "used_at"),
        group=DEEDS,
        what="Links to questionnaires that we e-mailed to you; of each only a fingerprint is kept",
        why="So that you can answer without signing in",
        basis=Basis.PUBLIC_TASK,
        seen_by="Nobody",
        kept=links.LINKS,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
)
