"""What organisations' pages hold about people."""

from django.db.models import Q

from mutuals import erasing, retention
from partnerships_portal.accounts.register import (
    DEEDS,
    ORGANISATIONS,
    PROGRAMME,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
    declare_obstacles,
)

OF_THE_ORGANISATION = "As long as the organisation’s record"

declare_obstacles(erasing.only_owner_of)

declare(
    Holding(
        model="mutuals.Membership",
        fields=("user",),
        given=("organisation", "role", "created_at"),
        group=ORGANISATIONS,
        what="Your roles in organisations",
        why="To decide what you may see and change",
        basis=Basis.CONTRACT,
        seen_by="The people of the organisation; programme staff",
        kept="Until the role ends",
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(user=whose.person),
        erase=erasing.end_memberships,
    ),
    Holding(
        model="mutuals.MembershipInvitation",
        fields=("email",),
        given=("organisation", "email", "role", "state", "sent_at", "answered_at"),
        group=ORGANISATIONS,
        what="Invitations that an organisation’s owner sent to your address, also before you had an account",
        why="To let you accept them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Owners of the organisation; its other people see its first letter and what is after the @",
        kept=retention.INVITATIONS,
        erasure=Erasure.REPLACED,
        mine=lambda whose: Q(email__in=whose.emails),
        erase=erasing.forget_invitations_to,
        on_erasure="Open ones are withdrawn, and your address is removed from all",
    ),
    Holding(
        model="mutuals.MembershipInvitation",
        fields=("sent_by", "answered_by"),
        given=("organisation", "role", "state", "sent_at", "answered_at"),
        group=DEEDS,
        what="Invitations that you sent or answered for an organisation",
        why="So that its owners know who let whom in",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Owners of the organisation",
        kept=OF_THE_ORGANISATION,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(sent_by=whose.person) | Q(answered_by=whose.person),
    ),
    Holding(
        model="mutuals.JoinRequest",
        fields=("person", "message"),
        given=("organisation", "message", "state", "asked_at", "decided_at"),
        group=ORGANISATIONS,
        what="Your requests to join an organisation, with what you wrote",
        why="So that its owners can decide",
        basis=Basis.CONTRACT,
        seen_by="You; owners of the organisation, or programme managers where it has none; its people see your name",
        kept=retention.ANSWERED,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="mutuals.JoinRequest",
        fields=("decided_by",),
        given=("organisation", "state", "decided_at"),
        group=DEEDS,
        what="Requests to join that you answered for an organisation",
        why="So that its owners know who let whom in",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Owners of the organisation; who asked",
        kept=retention.ANSWERED,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(decided_by=whose.person),
    ),
    Holding(
        model="mutuals.Registration",
        fields=("person", "answers"),
        given=("answers", "started_at", "updated_at", "sent_at", "organisation"),
        group=ORGANISATIONS,
        what="Answers while you register an organisation",
        why="So that you can go on where you stopped, and who registered it is known",
        basis=Basis.CONTRACT,
        seen_by="You alone, until you send them",
        kept=retention.UNSENT,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
        on_erasure="Deleted; the organisation that you registered stays",
    ),
    Holding(
        model="mutuals.SavedComparison",
        fields=("person", "name"),
        given=("name", "organisations", "created_at"),
        group=ORGANISATIONS,
        what="Comparisons of organisations that you saved",
        why="So that you can come back to them",
        basis=Basis.CONTRACT,
        seen_by="You",
        kept="Until you delete them",
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="mutuals.Reading",
        fields=("reader",),
        given=("at", "organisation", "sections", "purpose", "reader_for", "consortium_title"),
        group=DEEDS,
        what="When you were shown what an organisation keeps for its partners or the programme",
        why="So that it can see who read what, and why",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Owners of that organisation; programme managers",
        kept=retention.READINGS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(reader=whose.person),
    ),
    Holding(
        model="mutuals.DeclaredPurpose",
        fields=("person", "note"),
        given=("organisation", "purpose", "note", "declared_at", "expires_at"),
        group=PROGRAMME,
        what="Why you needed to read an organisation’s restricted sections",
        why="So that nobody reads more than the work needs",
        basis=Basis.PUBLIC_TASK,
        seen_by="Owners of that organisation; programme managers",
        kept=retention.READINGS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(person=whose.person),
    ),
)


def _decision(model: str, name: str, what: str) -> Holding:
    """A decision of programme staff: `name` says who made it, and the field beside it when."""
    of = "name" if model == "mutuals.Organisation" else "organisation"
    return Holding(
        model=model,
        fields=(name,),
        given=(of, name.replace("_by", "_at")),
        group=PROGRAMME,
        what=what,
        why="So that decisions can be explained",
        basis=Basis.PUBLIC_TASK,
        seen_by="Programme staff",
        kept=OF_THE_ORGANISATION,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(**{name: whose.person}),
    )


declare(
    _decision("mutuals.ThreePartDefinition", "decided_by", "Answers to the definition of a Mutual that you decided on"),
    _decision("mutuals.VerificationDecision", "decided_by", "Your decisions on admission and on the definition"),
    _decision("mutuals.Organisation", "verified_by", "Organisations that you verified"),
    _decision("mutuals.Organisation", "admitted_by", "Organisations that you admitted to the directory"),
    _decision("mutuals.Organisation", "closed_by", "Organisations that you closed"),
    _decision("mutuals.ServiceClaim", "verified_by", "Services of organisations that you verified"),
)

declare_not_personal("mutuals.Network", "name", because="it names a network of organisations")
declare_not_personal("mutuals.Organisation", "name", "base_postcode", because="it is the organisation’s")
declare_not_personal("mutuals.DirectoryEntry", "sort_name", because="it is the organisation’s name")
