"""What the answers about law and the lists entered from it hold about people."""

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
        model="commissioners.RouteQuestions",
        fields=("answered_by",),
        given=("opportunity", "answered_at"),
        group=DEEDS,
        what="That you answered the questions about routes and rules for a public body",
        why="So that the people of the body know whose answers they are",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the body",
        kept="As long as the body’s record of the opportunity",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(answered_by=whose.person),
    ),
    Holding(
        model="commissioners.QualifyingAnswers",
        fields=("answered_by",),
        given=("organisation", "answered_at"),
        group=DEEDS,
        what="That you answered for an organisation whether it may bid for reserved contracts",
        why="So that the people of the organisation know whose answers they are",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the organisation",
        kept="As long as the organisation’s record",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(answered_by=whose.person),
    ),
    Holding(
        model="commissioners.ReservedContract",
        fields=("added_by",),
        given=("organisation", "added_at"),
        group=DEEDS,
        what="That you entered a reserved contract that an organisation won",
        why="So that the people of the organisation know who entered it",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the organisation",
        kept="As long as the organisation’s record",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(added_by=whose.person),
    ),
    Holding(
        model="commissioners.ServiceList",
        fields=("entered_by",),
        given=("kind", "valid_from", "entered_at"),
        group=PROGRAMME,
        what="Lists of services that you entered from the law",
        why="So that it can be checked who read the law, and when",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="Programme managers",
        kept="As long as the list",
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(entered_by=whose.person),
    ),
)

declare_not_personal("commissioners.ReservedContract", "body_name", because="it names a public body")
