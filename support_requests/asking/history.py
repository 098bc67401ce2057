"""What happened to a request, in words for its asker: from what its row, its pauses and its package say."""

import datetime as dt
from dataclasses import dataclass

from support_requests.models import SupportRequest

State = SupportRequest.State
DECIDED = {
    State.DECLINED: "The programme declined it",
    State.MERGED: "The programme joined it with another request",
}
ENDED = {State.COMPLETED: "The support was completed", State.WITHDRAWN: "Your organisation withdrew it"}


@dataclass(frozen=True)
class Event:
    at: dt.datetime
    words: str


def history(request: SupportRequest) -> list[Event]:
    """The newest first; one query, of the pauses. A first reply that is the decision itself is told as that."""
    replied = request.first_replied_at
    found = [
        (request.created_at, f"{request.asked_by} began it"),
        (request.submitted_at, "It was sent to the programme"),
        (request.officer_since, f"{request.officer} took it on for the programme"),
        (None if replied == request.decided_at else replied, "The programme replied for the first time"),
        (request.decided_at, DECIDED.get(State(request.state), "The programme accepted it")),
        (request.started_at, "The support began"),
        (request.ended_at, ENDED.get(State(request.state))),
    ]
    for pause in request.pauses.all() if request.submitted_at else ():
        found += [(pause.since, "The programme asked for more, and the clock was paused")]
        found += [(pause.until, "The clock went on")]
    events = [Event(at, words) for at, words in found if at and words]
    return sorted(events, key=lambda event: event.at)[::-1]  # of one moment, what followed comes first
