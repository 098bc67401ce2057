"""What bids hold about people: who recorded what for their organisation."""

from typing import Any

from django.db.models import Q

from consortia.retention import bids as retention
from partnerships_portal.accounts.register import DEEDS, Basis, Erasure, Holding, declare, declare_not_personal

SHARED: dict[str, Any] = {
    "group": DEEDS,
    "why": "So that those who bid know who recorded it",
    "basis": Basis.LEGITIMATE_INTERESTS,
    "seen_by": "The people of the organisations that bid",
    "kept": retention.WITHDRAWN,
    "erasure": Erasure.KEPT,
}

declare(
    Holding(
        model="consortia.Bid",
        fields=("intended_by", "submitted_by", "ended_by"),
        given=("title", "state", "intended_at", "submitted_at", "ended_at"),
        what="Bids that you recorded for your organisation or its consortium",
        mine=lambda whose: Q(intended_by=whose.person) | Q(submitted_by=whose.person) | Q(ended_by=whose.person),
        **SHARED,
    ),
    Holding(
        model="consortia.BidParticipant",
        fields=("confirmed_by",),
        given=("contribution", "confirmed_at"),
        what="What you said that your organisation brings to a bid",
        mine=lambda whose: Q(confirmed_by=whose.person),
        **SHARED,
    ),
    Holding(
        model="consortia.Reflection",
        fields=("written_by", "shared_by"),
        given=("repeat", "not_again", "relationship", "again", "written_at", "shared_at"),
        what="What you wrote of a bid for your organisation: what it would repeat, and what not",
        mine=lambda whose: Q(written_by=whose.person) | Q(shared_by=whose.person),
        **SHARED,
    ),
)
for model, fields in {
    "consortia.Bid": ("title", "feedback", "lessons", "scores", "withdrawn_because"),
    "consortia.BidParticipant": ("contribution",),
    "consortia.Reflection": ("repeat", "not_again"),
}.items():
    declare_not_personal(model, *fields, because="it is written for an organisation, about a bid")
