"""What the page where a proposal begins brings with it: from a match, a team, a directory page or an opportunity."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from commissioners.models import Interest, Lot, Opportunity
from consortia.models import ConsortiumMember, TeamSearch, TenderMatch
from consortia.teams.cells import cells_of
from consortia.teams.grid import covered_in_words
from consortia.teams.reading import Member, answer_of
from consortia.teams.shown import only
from consortia.teams.wishes import Wishes
from mutuals.models import Organisation
from mutuals.rules import EDITING_ROLES
from partnerships_portal.pages import number_in

from .lines import Line
from .possible import MOST_ASKED

TICKED = "with"  # as the lists of the directory call those that are ticked
OFFERED = 20  # matches that can be chosen from
Role = ConsortiumMember.Role


@dataclass(frozen=True)
class Beginning:
    """Who proposes, for what and to whom, as far as it is known."""

    proposer: Organisation
    others: list[Organisation]  # that the person could propose for as well
    opportunities: list[Opportunity]  # to choose from, with their lots
    opportunity: Opportunity | None
    lot: Lot | None
    lines: list[Line]
    role: str  # of the proposer

    @property
    def initial(self) -> dict:
        """What the first form says at first."""
        if self.opportunity:
            lot = f"-{self.lot.pk}" if self.lot else ""
            return {"kind": "one", "about": f"{self.opportunity.pk}{lot}"}
        return {} if self.opportunities else {"kind": "long_term"}


def proposers(user) -> list[Organisation]:
    """The organisations that the person may propose for, by name."""
    if not user.is_authenticated:
        return []
    held = Organisation.objects.active().filter(memberships__user=user, memberships__role__in=EDITING_ROLES)
    return list(held.defer("public_search").order_by("name", "pk"))


def beginning(user, asked, at) -> Beginning | None:
    """From the parameters of an address or a form (a QueryDict); None for whoever may propose for nobody.

    What does not exist for the person, or takes no part, is left out.
    """
    mine = proposers(user)
    if not mine:
        return None
    team = _team(user, asked.get("team", ""), at)
    wanted = asked.get("for", "") or (str(team[0].organisation_id) if team else "")
    proposer = next((one for one in mine if str(one.pk) == wanted), mine[0])
    given = number_in(asked.get("opportunity", "")) or (team[0].opportunity_id if team else None)
    opportunities = choices_of(user, proposer, given, at)
    opportunity = next((one for one in opportunities if one.pk == given), None)
    lot = _lot(opportunity, asked.get("lot", ""), team)
    lines = team[1] if team else _lines(user, [*asked.getlist("organisation"), *asked.getlist(TICKED)])
    lines = [line for line in lines if line.organisation.pk != proposer.pk][:MOST_ASKED]
    others = [one for one in mine if one.pk != proposer.pk]
    return Beginning(proposer, others, opportunities, opportunity, lot, lines, _own_role(team, proposer))


def choices_of(user, proposer: Organisation, given: int | None, at) -> list[Opportunity]:
    """The opportunity that is given, those that the organisation is interested in, and its best matches."""
    matches = TenderMatch.objects.suggested(at).filter(organisation=proposer)
    matches = matches.order_by("-point", "-low", "opportunity_id")
    matched = list(matches.values_list("opportunity", flat=True)[:OFFERED])
    interests = Interest.objects.filter(organisation=proposer, withdrawn_at=None)
    wanted = Q(pk__in=matched) | Q(pk__in=interests.values("opportunity")) | Q(pk=given)
    there = Opportunity.objects.visible_to(user).live(at).filter(wanted).prefetch_related("lots")
    return list(there.defer("search", "description").order_by("title", "pk"))


def _lot(opportunity: Opportunity | None, number: str, team) -> Lot | None:
    if opportunity is None:
        return None
    wished = Wishes.of_json(team[0].wishes).lot if team else number_in(number)
    lots = list(opportunity.lots.all())
    return next((one for one in lots if one.pk == wished), None) if len(lots) > 1 else None


def _lines(user, numbers: list[str]) -> list[Line]:
    keys = [number_in(one) for one in numbers[:MOST_ASKED]]
    there: QuerySet = Organisation.objects.visible_to(user).active().defer("public_search")
    found: Mapping = there.in_bulk([key for key in keys if key])
    return [Line(found[key]) for key in dict.fromkeys(keys) if key in found]


def _team(user, said: str, at) -> tuple[TeamSearch, list[Line], dict[int, str]] | None:
    """A composed team ("search-number"): its search, a line for each member, and the role of each by key."""
    search, _, number = said.partition("-")
    searches = TeamSearch.objects.visible_to(user).filter(state=TeamSearch.State.DONE)
    found = searches.select_related("opportunity__body", "organisation").filter(pk=number_in(search) or 0).first()
    if found is None or found.organisation_id is None:
        return None
    card = next((one for one in answer_of(found, at).teams if str(one.number) == number), None)
    if card is None:
        return None
    notes = _notes(found, [one.organisation.pk for one in card.members], at)
    lines = [Line(one.organisation, _role(one), notes[one.organisation.pk]) for one in card.members if not one.is_own]
    return found, lines, {one.organisation.pk: _role(one) for one in card.members}


def _role(one: Member) -> str:
    return Role.LEAD if one.leads else Role.EQUAL


def _notes(search: TeamSearch, keys: list[int], at) -> dict[int, str]:
    """What each covers of what is asked, by key."""
    cells = cells_of(search.opportunity, Wishes.of_json(search.wishes).lot)
    return {pk: covered_in_words(cells, one.covers)[:1000] for pk, one in only(keys, cells, at).items()}


def _own_role(team, proposer: Organisation) -> str:
    return team[2].get(proposer.pk, Role.EQUAL) if team else Role.EQUAL
