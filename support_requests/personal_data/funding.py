"""What funding rounds hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import DEEDS, PROGRAMME, Basis, Erasure, Holding, declare
from support_requests.retention import funding as retention

declare(
    Holding(
        model="support_requests.FundingRound",
        fields=("created_by",),
        given=("title", "created_at"),
        group=PROGRAMME,
        what="Funding rounds that you began",
        why="So that it can be explained who offered money of the programme",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept="As long as the programme runs",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(created_by=whose.person),
    ),
    Holding(
        model="support_requests.FundingApplication",
        fields=("begun_by",),
        given=("state", "created_at", "submitted_at"),
        group=DEEDS,
        what="Applications for funding that you began for your organisation",
        why="So that your organisation and programme staff know whom to ask",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of your organisation; programme staff, once it was sent",
        kept=retention.APPLICATIONS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(begun_by=whose.person),
    ),
    Holding(
        model="support_requests.FundingApplication",
        fields=("decided_by", "reason"),
        given=("state", "decided_at", "reason"),
        group=PROGRAMME,
        what="Applications for funding that you decided",
        why="So that decisions can be explained",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff; the people of the organisation read the reason",
        kept=retention.APPLICATIONS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(decided_by=whose.person),
    ),
    Holding(
        model="support_requests.FundingScore",
        fields=("given_by", "because"),
        given=("score", "because", "given_at"),
        group=PROGRAMME,
        what="How you assessed applications for funding",
        why="So that decisions can be explained",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept=retention.APPLICATIONS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(given_by=whose.person),
    ),
)
