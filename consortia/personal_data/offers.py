"""What offers to partners hold about people."""

from django.db.models import Q

from consortia.retention import offers as retention
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
        model="consortia.PartnerOffer",
        fields=("created_by",),
        given=("title", "text", "created_at", "state"),
        group=DEEDS,
        what="Offers and requests that you began for your organisation",
        why="So that colleagues know who began them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of your organisation; programme staff, once it was sent to them",
        kept=retention.OFFERS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(created_by=whose.person),
    ),
    Holding(
        model="consortia.PartnerOffer",
        fields=("taken_by", "decided_by", "reason"),
        given=("title", "state", "taken_at", "decided_at", "reason"),
        group=PROGRAMME,
        what="Offers and requests that you read and decided on",
        why="So that two officers do not decide on one, and decisions can be explained",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Programme staff; the people of the organisation read the reason",
        kept=retention.OFFERS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(taken_by=whose.person) | Q(decided_by=whose.person),
    ),
    Holding(
        model="consortia.OfferAnswer",
        fields=("answered_by", "decided_by"),
        given=("title", "state", "answered_at", "decided_at"),
        group=DEEDS,
        what="Answers to offers that you gave, or decided on, for your organisation",
        why="So that both organisations know how it stands",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of your organisation",
        kept=retention.ANSWERS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(answered_by=whose.person) | Q(decided_by=whose.person),
    ),
    Holding(
        model="consortia.OfferMessage",
        fields=("by", "text"),
        given=("text", "at"),
        group=DEEDS,
        what="What you wrote to another organisation about an offer",
        why="So that both organisations can read what was said",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of both organisations",
        kept=retention.ANSWERS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(by=whose.person),
    ),
)
declare_not_personal("consortia.PartnerOffer", "title", "text", because="it is written for an organisation")
declare_not_personal("consortia.OfferAnswer", "title", because="it is that of the offer")
