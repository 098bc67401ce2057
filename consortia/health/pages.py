"""The health check as its page shows it: who still has to answer, and the gaps of the rounds that ended."""

from dataclasses import dataclass

from consortia.models import HealthAnswers, HealthRound
from consortia.workspace.seats import Workspace

from .gaps import ENOUGH, Gap, Shown, in_a_sentence, needed, widest_first
from .voices import voices_of

COLOURS = {Gap.CLOSE: "green", Gap.SOME: "yellow", Gap.FAR: "orange", Gap.UNKNOWN: "grey"}
ROUNDS_SHOWN = 5


@dataclass(frozen=True)
class OpenRound:
    """The round that can be answered."""

    round: HealthRound
    answered: list[str]  # names of the members; never what they said
    waiting: list[str]
    needed: int
    mine: list  # the members for which the person may answer
    may_show: bool
    cannot_show: bool  # so many have left, or share people, that it never will have enough answers
    people_shared: bool  # some members have people in common, who read the answers of each
    of_two: bool  # only two members: the gap gives away what the other said


@dataclass(frozen=True)
class GapRow:
    """One question of a round that ended, with what the person's own organisation had said."""

    shown: Shown
    colour: str
    own: int | None


@dataclass(frozen=True)
class EndedRound:
    """A round that ended with gaps."""

    round: HealthRound
    sentence: str
    rows: list[GapRow]
    has_own: bool  # the person's own organisation answered


def health_page(workspace: Workspace, user) -> dict:
    """The context of the page: five queries."""
    rounds = list(HealthRound.objects.filter(consortium=workspace.consortium)[: ROUNDS_SHOWN + 1])
    current = next((one for one in rounds if one.ended_at is None), None)
    shown = [one for one in rounds if one.answered is not None]
    own = dict(HealthAnswers.objects.visible_to(user).filter(round__in=shown[:1]).values_list("round", "said"))
    ended = [_ended(one, own.get(one.pk, {})) for one in shown]
    return {
        "workspace": workspace,
        "open": _open(current, workspace) if current else None,
        "last": ended[0] if ended else None,
        "earlier": ended[1:],
    }


def _open(current: HealthRound, workspace: Workspace) -> OpenRound:
    answered = set(current.answers.values_list("organisation", flat=True))
    members = [member.organisation for member in workspace.members]
    done = [one for one in members if one.pk in answered]
    enough = needed(current.promised, len(members))
    speaks = voices_counted([one.pk for one in members], enough)
    voices, spoken = set(speaks.values()), {speaks[one.pk] for one in done}
    return OpenRound(
        round=current,
        answered=[one.name for one in done],
        waiting=[one.name for one in members if one.pk not in answered],
        needed=enough,
        mine=workspace.acting,
        may_show=workspace.may_act and len(spoken) >= enough,
        cannot_show=enough > len(voices),
        people_shared=len(voices) < len(members),
        of_two=enough == 2,
    )


def voices_counted(organisations: list[int], enough: int) -> dict[int, int]:
    """The voice of each; between two, who are told before they answer what the gap gives away, each has its own."""
    return voices_of(organisations) if enough >= ENOUGH else {one: one for one in organisations}


def _ended(one: HealthRound, own: dict[str, int]) -> EndedRound:
    found = {key: Gap[name] for key, name in one.gaps.items()}
    rows = [GapRow(shown, COLOURS[shown.gap], own.get(shown.question.key)) for shown in widest_first(found)]
    return EndedRound(one, in_a_sentence(found), rows, bool(own))
