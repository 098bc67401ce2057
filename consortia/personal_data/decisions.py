"""What decisions of consortia hold about people."""

from django.db.models import Q

from consortia.retention import decisions as retention
from partnerships_portal.accounts.register import (
    DEEDS,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)

declare(
    Holding(
        model="consortia.Decision",
        fields=("proposed_by",),
        given=("title", "text", "proposed_at", "state"),
        group=DEEDS,
        what="Decisions that you proposed for your organisation in a consortium",
        why="So that the members know who proposed what",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the members of the consortium",
        kept=retention.DECISIONS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(proposed_by=whose.person),
    ),
    Holding(
        model="consortia.Voice",
        fields=("given_by",),
        given=("answer", "words", "given_at"),
        group=DEEDS,
        what="Where you agreed or objected to a decision for your organisation",
        why="So that the members know who gave whose voice",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the members of the consortium",
        kept=retention.DECISIONS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(given_by=whose.person),
    ),
)
declare_not_personal(
    "consortia.Decision", "title", "text", "because", because="it is what organisations decide, in their words"
)
declare_not_personal("consortia.Voice", "words", because="an organisation says it")
