"""What proposals to partner hold about people."""

from django.db.models import Q

from consortia import erasing
from consortia.retention import proposals as retention
from partnerships_portal.accounts.register import (
    DEEDS,
    ORGANISATIONS,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)

declare(
    Holding(
        model="consortia.Proposal",
        fields=("proposed_by",),
        given=("title", "message", "created_at", "sent_at", "state"),
        group=DEEDS,
        what="Proposals to partner that you wrote for your organisation",
        why="So that those who are asked know who asks",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of your organisation and of those that it asked",
        kept=retention.PROPOSALS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(proposed_by=whose.person),
    ),
    Holding(
        model="consortia.Invitation",
        fields=("email",),
        given=("email", "state", "answered_at"),
        group=ORGANISATIONS,
        what="Proposals to partner that were sent to your address, also before you had an account",
        why="To let you answer them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the organisation that proposed",
        kept=retention.PROPOSALS,
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(email__in=whose.emails),
        erase=erasing.forget_proposals_to,
        on_erasure="Open ones are withdrawn, and your address is removed from all",
    ),
    Holding(
        model="consortia.Invitation",
        fields=("answered_by",),
        given=("state", "answered_at", "answer"),
        group=DEEDS,
        what="Proposals to partner that you answered for your organisation",
        why="So that both sides know who answered",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of both organisations",
        kept=retention.PROPOSALS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(answered_by=whose.person),
    ),
)
declare(
    Holding(
        model="consortia.ProposalNote",
        fields=("written_by", "text"),
        given=("kind", "text", "written_at"),
        group=DEEDS,
        what="Questions, suggestions and replies that you wrote about proposals to partner",
        why="So that both organisations know what was said",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of both organisations",
        kept=retention.PROPOSALS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(written_by=whose.person),
    ),
)
declare_not_personal("consortia.Proposal", "title", "message", because="it is written for an organisation")
declare_not_personal("consortia.Invitation", "invited_name", "note", "answer", because="it names an organisation")
