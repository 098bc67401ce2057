"""What claims of imported opportunities hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import (
    DEEDS,
    PROGRAMME,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)

declare(
    Holding(
        model="commissioners.OpportunityClaim",
        fields=("asked_by", "reason"),
        given=("opportunity", "body", "reason", "state", "asked_at"),
        group=DEEDS,
        what="Imported opportunities that you said were your body’s own, and how programme staff could tell",
        why="So that programme staff can decide, and the body knows who asked",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the body; programme staff",
        kept="As long as the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(asked_by=whose.person),
    ),
    Holding(
        model="commissioners.OpportunityClaim",
        fields=("decided_by", "decision_reason"),
        given=("opportunity", "body", "state", "decided_at", "decision_reason"),
        group=PROGRAMME,
        what="Claims of imported opportunities that you decided on",
        why="So that decisions can be explained",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Programme staff; the people of the body read the reason",
        kept="As long as the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(decided_by=whose.person),
    ),
)

declare_not_personal("commissioners.FeedState", "last_error", because="it says what went wrong with a feed")
