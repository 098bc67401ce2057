"""Decisions as pages show them: constant numbers of queries, however many members and decisions there are."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from consortia.models import ConsortiumMember, Decision, Voice
from consortia.workspace.seats import Workspace

from .counting import needed
from .kinds import DecisionKind, kind_of

COLOURS = {"open": "yellow", "agreed": "green", "not_agreed": "red"}


@dataclass(frozen=True)
class Said:
    """One member of a decision's page, and what it said, if anything."""

    member: ConsortiumMember
    voice: Voice | None
    is_present: bool


@dataclass(frozen=True)
class Shown:
    """A decision, with who said what."""

    decision: Decision
    kind: DecisionKind
    said: list[Said]  # members that are present, by name, then those that spoke and left
    own: list[Said]  # those that the reader acts for

    @property
    def is_open(self) -> bool:
        return self.decision.state == Decision.State.OPEN

    @property
    def present(self) -> list[Said]:
        return [one for one in self.said if one.is_present]

    @property
    def agreed(self) -> int:
        return sum(one.voice is not None and one.voice.answer == Voice.Answer.AGREE for one in self.present)

    @property
    def needed(self) -> int:
        return needed(self.decision.rule, len(self.present))

    @property
    def waiting(self) -> list[Said]:
        return [one for one in self.present if one.voice is None]

    @property
    def colour(self) -> str:
        return COLOURS.get(self.decision.state, "grey")


def decisions_of(consortium) -> QuerySet[Decision]:
    """Those of the list: open ones first, then the newest; each with how many of those present agree and object."""
    present = Q(voices__member__left_at=None)
    return (
        Decision.objects.filter(consortium=consortium)
        .select_related("proposer__organisation")
        .defer("proposer__organisation__public_search")
        .annotate(
            is_closed=~Q(state=Decision.State.OPEN),
            agreeing=Count("voices", filter=present & Q(voices__answer=Voice.Answer.AGREE)),
            objecting=Count("voices", filter=present & Q(voices__answer=Voice.Answer.OBJECT)),
        )
        .order_by("is_closed", "-proposed_at", "-pk")
    )


def shown(decision: Decision, workspace: Workspace) -> Shown:
    """The decision's page, with one query."""
    voices = list(decision.voices.select_related("member__organisation", "given_by"))
    by_member = {voice.member_id: voice for voice in voices}
    said = [Said(member, by_member.get(member.pk), is_present=True) for member in workspace.members]
    there = {member.pk for member in workspace.members}
    gone = [Said(voice.member, voice, is_present=False) for voice in voices if voice.member_id not in there]
    acting = {member.pk for member in workspace.acting}
    own = [one for one in said if one.member.pk in acting]
    return Shown(decision, kind_of(decision.kind), said + gone, own)


def waiting_for(members) -> QuerySet[Decision]:
    """Open decisions to which one of these members (a queryset of present ones) has said nothing."""
    silent = members.filter(consortium=OuterRef("consortium")).exclude(voices__decision=OuterRef("pk"))
    return Decision.objects.open().filter(Exists(silent))
