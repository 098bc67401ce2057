"""What consortia hold about people."""

from django.db.models import Q

from consortia.retention import consortia as retention
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
        model="consortia.ConsortiumMember",
        fields=("left_by",),
        given=("consortium", "left_at", "left_because"),
        group=DEEDS,
        what="Consortia that you left for your organisation",
        why="So that the members know who did it",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the members of the consortium, and of your organisation",
        kept=retention.MEMBERS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(left_by=whose.person),
    ),
    Holding(
        model="consortia.SteeringPerson",
        fields=("person", "named_at"),
        given=("does", "until", "named_at"),
        group=ORGANISATIONS,
        what="Steering groups of consortia that your organisation named you for",
        why="So that the members know who speaks for whom",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the members of the consortium",
        kept=retention.STEERING,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(person=whose.person),
    ),
    Holding(
        model="consortia.SteeringMeeting",
        fields=("written_by",),
        given=("held_on", "notes", "written_at"),
        group=DEEDS,
        what="Notes of steering group meetings that you wrote for your organisation",
        why="So that the members know who wrote them",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the members of the consortium",
        kept=retention.MEMBERS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(written_by=whose.person),
    ),
    Holding(
        model="consortia.Contribution",
        fields=("updated_by",),
        given=("what", "during", "after", "updated_at"),
        group=DEEDS,
        what="What you wrote that your organisation brings into a consortium",
        why="So that the members know who wrote it",
        basis=Basis.LEGITIMATE_INTERESTS,
        seen_by="The people of the members of the consortium",
        kept=retention.MEMBERS,
        erasure=Erasure.KEPT,
        mine=lambda whose: Q(updated_by=whose.person),
    ),
)
declare_not_personal("consortia.SteeringMeeting", "notes", because="it is what the organisations discussed")
declare_not_personal("consortia.ConsortiumMember", "left_because", because="an organisation says why it leaves")
