"""An answer as people read it: names and sentences, made when it is read from what is shown then.

What was composed earlier says nothing that is not shown now. Where a member shows something else since, the page says
so; a team with a member that may not be suggested any more is left out.
"""

from dataclasses import dataclass
from typing import Any

from commissioners.timetable.forming import weeks_to_form
from commissioners.timetable.time_left import clock_of, in_a_sentence
from consortia.matching.explain import listed
from consortia.models import TeamSearch
from mutuals.models import Organisation
from mutuals.visibility import Visibility

from .cells import Cells, cells_of
from .grid import Grid, gap_sentences, grid
from .roles import Money, Ways, alignment, band_in_words, money, not_shown, role
from .shown import Candidate, only
from .together import together
from .walls import Walls, walls
from .wishes import Wishes

LETTERS = "ABCDEFGHIJKLMNOP"
HISTORY = "That is a joint bid, a joint contract or a consortium."


@dataclass(frozen=True)
class Member:
    """One member of a team, as the page shows it."""

    letter: str
    organisation: Organisation
    is_own: bool
    leads: bool  # the one that the asker wants to lead
    may_lead: bool
    turnover: str
    role: str
    fit: float
    not_shown: tuple[str, ...]


@dataclass(frozen=True)
class TeamCard:
    """One team, as the page shows it."""

    number: int
    members: tuple[Member, ...]
    grid: Grid
    uncovered: tuple[str, ...]  # sentences, of what somebody else offers
    money: Money
    leads: str  # who may lead, as a sentence
    alignment: tuple[str, ...]
    history: tuple[str, ...]
    pair: float | None
    objective: float
    is_changed: bool  # a member shows something else than when this was composed

    @property
    def names(self) -> str:
        return listed([one.organisation.name for one in self.members], 8)


@dataclass(frozen=True)
class Answer:
    """Everything that the page and the command show of a search that was composed."""

    teams: tuple[TeamCard, ...]
    left_out: int  # teams with somebody who may not be suggested any more
    gaps: tuple[str, ...]
    proof: str
    proven_size: bool
    proven: bool
    missing: tuple[str, ...]
    impossible: tuple[str, ...]
    considered: int
    size_not_shown: int
    cells: int
    time_to_form: str

    @property
    def is_changed(self) -> bool:
        return bool(self.left_out) or any(team.is_changed for team in self.teams)


def answer_of(search: TeamSearch, at) -> Answer:
    """The answer of a search that is done, in a constant number of queries."""
    kept: dict[str, Any] = search.answer or {}
    wishes = Wishes.of_json(search.wishes)
    cells = cells_of(search.opportunity, wishes.lot)
    is_same = [list(cell) for cell in cells.cells] == kept["cells"]
    people = _People.of(search, cells, at)
    cards = [people.card(number, team, wishes) for number, team in enumerate(kept["teams"], start=1) if is_same]
    teams = tuple(card for card in cards if card is not None)
    clock = clock_of(search.opportunity, at=at, weeks=weeks_to_form())
    return Answer(
        teams=teams,
        left_out=len(kept["teams"]) - len(teams),
        gaps=gap_sentences(cells, kept["gaps"], _nobody(wishes)) if is_same else (),
        proof=proof(kept),
        proven_size=kept["proven_size"],
        proven=kept["proven"],
        missing=tuple(kept["missing"]),
        impossible=tuple(_impossible(one, people.by_id) for one in kept["impossible"]),
        considered=kept["considered"],
        size_not_shown=kept["size_not_shown"],
        cells=len(kept["cells"]),
        time_to_form=in_a_sentence(clock) if clock else "",
    )


def proof(kept: dict) -> str:
    """What is certain of the teams found, truthfully and in plain words."""
    if not kept["teams"]:
        return ""
    smallest = (
        "Proven smallest: no team of fewer covers as much, comes as close to the turnover asked "
        "and has a member that may lead."
    )
    if kept["proven"]:
        return f"{smallest} And none of that size is better aligned."
    if kept["proven_size"]:
        return f"{smallest} Of the teams of that size it is the best found; a better aligned one may exist."
    return "Best found in the time there was: a smaller or better aligned team may exist."


def _nobody(wishes: Wishes) -> str:
    return (
        "Nobody that may be in these teams" if wishes.small_only or wishes.exclude else "Nobody that can be suggested"
    )


def _impossible(one: dict, by_id: dict[int, Organisation]) -> str:
    names = listed([by_id[pk].name if pk in by_id else "An organisation" for pk in one["ids"]], 8)
    is_one = len(one["ids"]) == 1
    return {
        "absent": f"{names} cannot be suggested for this team. Take {'it' if is_one else 'them'} out of your wishes.",
        "too_many": f"{len(one['ids'])} organisations are to be in a team that may have fewer. Allow more members.",
    }[one["why"]]


@dataclass(frozen=True)
class _People:
    """The organisations that an answer names, by id, as they show themselves now."""

    search: TeamSearch
    cells: Cells
    by_id: dict[int, Organisation]
    shown: dict[int, Candidate]
    barriers: Walls
    met: set[tuple[int, int]]

    @classmethod
    def of(cls, search: TeamSearch, cells: Cells, at) -> "_People":
        kept: dict[str, Any] = search.answer or {}
        ids = {member["id"] for team in kept["teams"] for member in team["members"]}
        ids |= {pk for one in kept["impossible"] for pk in one["ids"]}
        named = Wishes.of_json(search.wishes).named(search.organisation_id)
        organisations = Organisation.objects.active().defer("public_search").in_bulk(ids)
        return cls(
            search=search,
            cells=cells,
            by_id=organisations,
            shown=only(ids, cells, at),
            barriers=walls(search.opportunity, search.organisation, named, at),
            met=together(ids, search.organisation),
        )

    def card(self, number: int, kept: dict, wishes: Wishes) -> TeamCard | None:
        """One team; None where a member may not be suggested any more, or two of them not together."""
        ids = [member["id"] for member in kept["members"]]
        if any(pk not in self.shown or pk in self.barriers.out for pk in ids):
            return None
        if any(self.barriers.keep_out(one, other) for one in ids for other in ids):
            return None
        asked = self.search.opportunity.minimum_turnover or 0
        team = {pk: self.shown[pk] for pk in self._in_order(ids, wishes, asked)}
        letters = dict(zip(team, LETTERS, strict=False))
        fits = {member["id"]: member["fit"] for member in kept["members"]}
        return TeamCard(
            number=number,
            members=tuple(self._member(pk, letters[pk], team, wishes, fits[pk]) for pk in team),
            grid=grid(
                self.cells,
                {pk: one.covers for pk, one in team.items()},
                {pk: (letters[pk], self.by_id[pk].name) for pk in team},
            ),
            uncovered=gap_sentences(self.cells, self._left(team), "Nobody in this team"),
            money=money(list(team.values()), asked),
            leads=self._leads(team, wishes, asked),
            alignment=alignment([_ways(self.by_id[pk]) for pk in team]),
            history=self._history(list(team)),
            pair=kept["pair"],
            objective=kept["objective"],
            is_changed=any(self._is_changed(member, asked) for member in kept["members"]),
        )

    def _left(self, team: dict[int, Candidate]) -> list[int]:
        """The cells that this team leaves to others; what nobody offers is said once for all teams."""
        covered = 0
        for one in team.values():
            covered |= one.covers
        gaps = set((self.search.answer or {})["gaps"])
        return [number for number in range(len(self.cells)) if not covered >> number & 1 and number not in gaps]

    def _in_order(self, ids: list[int], wishes: Wishes, asked: float) -> list[int]:
        """The asker first, then who is to lead, then who covers most."""
        own = self.search.organisation_id
        return sorted(
            ids, key=lambda pk: (pk != own, pk != wishes.lead, -self.shown[pk].covers.bit_count(), self.by_id[pk].name)
        )

    def _member(self, pk: int, letter: str, team: dict[int, Candidate], wishes: Wishes, fit: float) -> Member:
        asked, one = self.search.opportunity.minimum_turnover or 0, team[pk]
        is_own, leads = pk == self.search.organisation_id, pk == wishes.lead
        why = "You asked for it to lead." if leads else "You asked for it." if pk in wishes.include else ""
        return Member(
            letter=letter,
            organisation=self.by_id[pk],
            is_own=is_own,
            leads=leads,
            may_lead=one.may_lead(asked),
            turnover=band_in_words(one.band),
            role=role(one, team, self.cells, asked, "" if is_own else why),
            fit=fit,
            not_shown=not_shown(one, ways=_ways(self.by_id[pk]).is_shown),
        )

    def _leads(self, team: dict[int, Candidate], wishes: Wishes, asked: float) -> str:
        """Who may lead by what is shown: three years old, and a quarter of the turnover asked."""
        needed = "3 years old and a quarter of the turnover asked" if asked else "3 years old"
        able = [self.by_id[pk].name for pk, one in team.items() if one.may_lead(asked)]
        if wishes.lead in team and not team[wishes.lead].may_lead(asked):
            return f"{self.by_id[wishes.lead].name} does not show that it may lead: at least {needed}."
        if not able:
            return f"Nobody here shows that it may lead: at least {needed}."
        return f"{listed(able, 8)} may lead, by what {'it shows' if len(able) == 1 else 'they show'}."

    def _history(self, ids: list[int]) -> tuple[str, ...]:
        """Who has worked with whom, one sentence for each member with those after it."""
        found = []
        for at, one in enumerate(ids):
            others = [self.by_id[pk].name for pk in ids[at + 1 :] if (min(one, pk), max(one, pk)) in self.met]
            if others:
                found.append(f"{self.by_id[one].name} has worked before with {listed(others, 8)}.")
        if len(ids) > 1 and not found:
            return ("No two of them are known to have worked together before.",)
        return (*found, HISTORY) if found else ()

    def _is_changed(self, member: dict, asked: float) -> bool:
        one = self.shown[member["id"]]
        covers = sum(1 << number for number in member["covers"])
        return (covers, member["band"], member["may_lead"]) != (one.covers, one.band, one.may_lead(asked))


def _ways(one: Organisation) -> Ways:
    if one.visibility_ways_of_working > Visibility.SIGNED_IN:
        return Ways(one.name)
    return Ways(one.name, tuple(one.values), one.pace_of_decisions, one.governance, one.safeguarding)
