"""What expressions of interest and market engagement events hold about people."""

from django.db.models import Q

from commissioners.retention.engaging import NEEDS, SIGN_UPS
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
        model="commissioners.EventSignUp",
        fields=("person",),
        given=("event", "organisation", "signed_up_at"),
        group=ORGANISATIONS,
        what="Market engagement events that you signed up for",
        why="So that the buyer knows who comes, and you hear what changes",
        basis=Basis.CONTRACT,
        seen_by="You; the people of your organisation; the people of the public bodies that buy",
        kept=SIGN_UPS,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="commissioners.EventSignUp",
        fields=("needs",),
        given=("event", "needs"),
        group=ORGANISATIONS,
        what="What you need to take part in an event",
        why="So that the buyer can prepare for it",
        basis=Basis.CONTRACT,
        seen_by="You; the people of the public bodies that buy",
        kept=NEEDS,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person) & ~Q(needs=""),
    ),
    Holding(
        model="commissioners.Interest",
        fields=("expressed_by",),
        given=("opportunity", "organisation", "expressed_at"),
        group=DEEDS,
        what="Expressions of interest that you sent for your organisation",
        why="So that your organisation and the buyer know who spoke for it",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of your organisation",
        kept="As long as the body’s record of the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(expressed_by=whose.person),
    ),
    Holding(
        model="commissioners.JointInterest",
        fields=("expressed_by",),
        given=("opportunity", "name", "expressed_at"),
        group=DEEDS,
        what="Expressions of interest of a consortium that went to the buyer with your agreement, as the last one",
        why="So that its members know when it was sent",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the consortium’s members",
        kept="As long as the body’s record of the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(expressed_by=whose.person),
    ),
    Holding(
        model="commissioners.EngagementEvent",
        fields=("created_by",),
        given=("title", "created_at"),
        group=DEEDS,
        what="Market engagement events that you announced for a public body",
        why="So that the people of the body know who announced them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the body",
        kept="As long as the body’s record of the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(created_by=whose.person),
    ),
)

declare_not_personal("commissioners.Interest", "message", "listed_note", because="an organisation says it to the buyer")
declare_not_personal("commissioners.JointInterest", "name", "message", because="organisations say it to the buyer")
