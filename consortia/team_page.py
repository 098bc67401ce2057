"""What the page of teams for an opportunity shows, and what is noted of it."""

from commissioners.choices import Openness, Reservation
from commissioners.interest.panel import interest_panel
from commissioners.models import Opportunity
from commissioners.plain_words import OPENNESS_SENTENCES
from mutuals.models import Organisation

from .fairness.showing import record_shown
from .models import Impression, TeamSearch
from .teams.cells import cells_of
from .teams.reading import Answer, answer_of

STEPS = {
    "": "Waiting to begin",
    "reading": "Reading what organisations show",
    "scoring": "Scoring who fits, and who would be stronger together",
    "composing": "Composing the teams",
}


def team_page(
    opportunity: Opportunity, organisation: Organisation | None, search: TeamSearch | None, *, user, at
) -> dict:
    """The context of the page; teams that are shown are counted as shown."""
    state = search.state if search else None
    answer = answer_of(search, at) if search and state == TeamSearch.State.DONE else None
    if search and answer:
        _count(answer, search, user, at)
    panel = interest_panel(opportunity, user=user, acts=False, at=at)
    return {
        "is_live": Opportunity.objects.live(at).filter(pk=opportunity.pk).exists(),
        "is_waiting": state in (TeamSearch.State.WAITING, TeamSearch.State.WORKING),
        "has_failed": state == TeamSearch.State.FAILED,
        "step": STEPS.get(search.step, "") if search else "",
        "steps": list(STEPS.values())[1:],
        "answer": answer,
        "missing": () if search else cells_of(opportunity).missing,
        "openness": OPENNESS_SENTENCES[Openness(opportunity.openness)],
        "is_closed_to_consortia": opportunity.openness == Openness.NOT_ACCEPTED,
        "reserved": Reservation.MUTUALS in opportunity.reserved_for,
        "on_list": panel.on_list,
        "may_express": panel.may_express,
    }


def _count(answer: Answer, search: TeamSearch, user, at) -> None:
    """Count whom the page suggests, once for each answer and person."""
    shown = {one.organisation.pk for team in answer.teams for one in team.members if not one.is_own}
    record_shown(place=Impression.Place.TEAM, organisations=shown, at=at, to=user, page=str(search.pk))
