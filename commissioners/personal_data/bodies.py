"""What the pages of commissioning bodies hold about people."""

from django.db.models import Q

from commissioners import erasing
from partnerships_portal.accounts.register import (
    DEEDS,
    ORGANISATIONS,
    SIGNING_IN,
    Basis,
    Erasure,
    Holding,
    declare,
    declare_not_personal,
)

declare(
    Holding(
        model="commissioners.BodyMembership",
        fields=("user",),
        given=("body", "role", "created_at"),
        group=ORGANISATIONS,
        what="Your roles in commissioning bodies",
        why="To decide what you may see and change",
        basis=Basis.CONTRACT,
        seen_by="The people of the body; programme staff",
        kept="Until the role ends",
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(user=whose.person),
        erase=erasing.bodies.end_body_memberships,
    ),
    Holding(
        model="commissioners.CalendarAddress",
        fields=("person",),
        given=("created_at",),
        group=SIGNING_IN,
        what="When you made the secret address of your calendar of deadlines; of the address itself only a fingerprint",
        why="So that your calendar app can read your deadlines without your password",
        basis=Basis.CONTRACT,
        seen_by="You; whoever you give the address to",
        kept="Until you end it",
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="commissioners.Opportunity",
        fields=("created_by",),
        given=("title", "created_at"),
        group=DEEDS,
        what="Opportunities that you posted for a public body",
        why="So that the people of the body know who began them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the body",
        kept="As long as the body’s record of the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(created_by=whose.person),
    ),
)

declare_not_personal("commissioners.CommissioningBody", "name", because="it names a public body")
declare_not_personal("commissioners.AwardSupplier", "name", because="it names an organisation that won a contract")
declare_not_personal("commissioners.Opportunity", "openness_note", because="it says how open the buyer is to consortia")
