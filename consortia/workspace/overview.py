"""The first page of a workspace: what awaits the reader, what comes next, what is open, what happened lately."""

import datetime as dt

from django.utils import timezone

from commissioners.choices import State
from consortia.deciding.shown import decisions_of
from consortia.models import Bid, Consortium, Decision
from consortia.sharing.actions import next_actions
from partnerships_portal.notifications.awaiting import awaiting_in

from .history import events_of, happenings
from .seats import Workspace
from .way import way_of

SHOWN = 5
COLOURS = {"forming": "yellow", "active": "green", "dormant": "purple", "dissolved": "grey"}
AHEAD = {State.EARLY_ENGAGEMENT: "engagement_deadline", State.OPEN: "submission_deadline"}
NAMES = {"engagement_deadline": "Early engagement ends", "submission_deadline": "Tenders are due"}


def overview(request, workspace: Workspace, *, at) -> dict:
    """What the page shows: constant queries, however much there is."""
    consortium = workspace.consortium
    bids = list(Bid.objects.filter(consortium=consortium).order_by("pk"))
    here = (consortium.get_absolute_url(), *(bid.get_absolute_url() for bid in bids))  # a bid has an address of its own
    events = list(events_of(consortium)[:SHOWN])
    return {
        "workspace": workspace,
        "colour": COLOURS[consortium.state],
        "waiting": [thing for thing in awaiting_in(request, at) if thing.url.startswith(here)],
        "way": way_of(workspace, bids),
        "deadline": next_deadline(consortium, at=at),
        "open_decisions": list(decisions_of(consortium).filter(state=Decision.State.OPEN)[:SHOWN]),
        "to_do": next_actions(workspace, today=timezone.localdate(at)),
        "happenings": happenings(events, consortium=consortium, reader=request.user),
    }


def next_deadline(consortium: Consortium, *, at: dt.datetime) -> dict | None:
    """What its opportunity asks for next: in words, when, and in how many days. None where no date is to come."""
    opportunity = consortium.opportunity
    field = AHEAD.get(State(opportunity.state)) if opportunity else None
    moment = getattr(opportunity, field) if field else None
    if field is None or moment is None or moment <= at:
        return None
    days = (timezone.localdate(moment) - timezone.localdate(at)).days
    return {"name": NAMES[field], "moment": moment, "days": days}
