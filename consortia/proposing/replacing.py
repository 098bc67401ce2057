"""Who could be asked next, best first: those who fill what the others leave, or the best possible partners."""

from collections.abc import Iterator
from dataclasses import dataclass

from consortia.actions.teams import composed, is_quick
from consortia.findings import partner_findings, partner_matches
from consortia.matching.tender_partners import tender_partners
from consortia.models import Invitation, Proposal
from consortia.teams.cells import cells_of
from consortia.teams.grid import covered_in_words
from consortia.teams.reading import answer_of
from consortia.teams.shown import only
from consortia.teams.wishes import Wishes
from mutuals.models import Organisation

from .possible import unavailable

OFFERED = 5
SECONDS = 0.8  # for composing, while somebody waits
Answer = Invitation.State


@dataclass(frozen=True)
class Candidate:
    """One that could be asked, why, and what it would do as the first words of a note."""

    organisation: Organisation
    reasons: tuple[str, ...]
    note: str = ""


def candidates(proposal: Proposal, invitations: list[Invitation], at) -> list[Candidate]:
    """The first few who can be asked now. Who was asked before by this proposal is not among them."""
    asked = {one.organisation_id for one in invitations}
    found: dict[int, Candidate] = {}
    for one in _suggested(proposal, invitations, at):
        if one.organisation.pk not in asked and one.organisation.pk != proposal.proposer_id:
            found.setdefault(one.organisation.pk, one)
        if len(found) >= OFFERED * 2:
            break
    refused = unavailable(proposal.proposer, [one.organisation for one in found.values()], at)
    return [one for pk, one in found.items() if pk not in refused][:OFFERED]


def _suggested(proposal: Proposal, invitations: list[Invitation], at) -> Iterator[Candidate]:
    if proposal.opportunity is None:
        yield from _partners(proposal.proposer, at)
        return
    yield from _composed(proposal, invitations, at)
    for one in tender_partners(proposal.proposer, proposal.opportunity, at):
        offers = [f"Offers {', '.join(one.services)}."] if one.services else []
        serves = [f"Delivers in {', '.join(one.places[:5])}."] if one.places else []
        yield Candidate(one.organisation, (*offers, *serves))


def _composed(proposal: Proposal, invitations: list[Invitation], at) -> Iterator[Candidate]:
    """New members of the teams in which the proposer and those who are in, or can still answer, are fixed."""
    opportunity = proposal.opportunity
    if opportunity is None or not is_quick(opportunity, proposal.lot_id):
        return
    standing = [one for one in invitations if one.state in (Answer.SENT, Answer.ACCEPTED)]
    there = {one.organisation_id for one in standing if one.organisation_id}
    gone = {one.organisation_id for one in invitations if one.organisation_id} - there
    wishes = Wishes(include=tuple(sorted(there)), exclude=tuple(sorted(gone)), lot=proposal.lot_id)
    search = composed(opportunity=opportunity, organisation=proposal.proposer, wishes=wishes, seconds=SECONDS, at=at)
    members = [one for team in answer_of(search, at).teams for one in team.members]
    cells = cells_of(opportunity, proposal.lot_id)
    shown = only([one.organisation.pk for one in members], cells, at)
    for one in members:
        covers = shown[one.organisation.pk].covers if one.organisation.pk in shown else 0
        yield Candidate(one.organisation, (one.role,), covered_in_words(cells, covers)[:1000])


def _partners(proposer: Organisation, at) -> Iterator[Candidate]:
    """The best possible partners of the proposer."""
    matches = list(partner_matches(proposer, at)[: OFFERED * 4])
    for one in partner_findings(proposer, matches, at):
        yield Candidate(one.partner, (*(reason.text for reason in one.reasons[:2]), one.alike))
