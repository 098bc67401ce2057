"""How people come to act for commissioning bodies, and who asked bodies to buy together."""

from django.db.models import Q

from commissioners import erasing, retention
from partnerships_portal.accounts.register import (
    DEEDS,
    ORGANISATIONS,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)

OF_THE_BODY = "As long as the body’s record"

declare(
    Holding(
        model="commissioners.BodyInvitation",
        fields=("email",),
        given=("body", "email", "role", "state", "sent_at", "answered_at"),
        group=ORGANISATIONS,
        what="Invitations that a public body’s owner sent to your address, also before you had an account",
        why="To let you accept them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Owners of the body; its other people see its first letter and what is after the @",
        kept=retention.joining.INVITATIONS,
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(email__in=whose.emails),
        erase=erasing.joining.forget_invitations_to,
        on_erasure="Open ones are withdrawn, and your address is removed from all",
    ),
    Holding(
        model="commissioners.BodyInvitation",
        fields=("sent_by", "answered_by"),
        given=("body", "role", "state", "sent_at", "answered_at"),
        group=DEEDS,
        what="Invitations that you sent or answered for a public body",
        why="So that its owners know who let whom in",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Owners of the body",
        kept=OF_THE_BODY,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(sent_by=whose.person) | Q(answered_by=whose.person),
    ),
    Holding(
        model="commissioners.BodyRequest",
        fields=("person", "message"),
        given=("body", "body_name", "message", "state", "asked_at", "decided_at", "decision_reason"),
        group=ORGANISATIONS,
        what="Your requests to act for a public body, with the post that you said you hold",
        why="So that its owners, or programme staff, can decide",
        basis=Basis.CONTRACT,
        seen_by="You; owners of the body; programme staff",
        kept=retention.joining.ANSWERED,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="commissioners.BodyRequest",
        fields=("decided_by",),
        given=("body", "state", "decided_at"),
        group=DEEDS,
        what="Requests to act for a public body that you decided on",
        why="So that its owners know who let whom in",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Owners of the body; programme staff; who asked",
        kept=retention.joining.ANSWERED,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(decided_by=whose.person),
    ),
    Holding(
        model="commissioners.JointBuyerRequest",
        fields=("asked_by", "answered_by", "message"),
        given=("opportunity", "body", "state", "asked_at", "answered_at"),
        group=DEEDS,
        what="Requests to buy together that you sent or answered for a public body",
        why="So that both bodies know who agreed to what",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of both bodies",
        kept=retention.joining.ANSWERED,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(asked_by=whose.person) | Q(answered_by=whose.person),
    ),
)

declare_not_personal("commissioners.BodyRequest", "body_name", because="it names a public body")
