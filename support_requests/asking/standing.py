"""How a request stands, in plain words for whoever asked: what happens next, who has it, when to expect an answer."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from support_requests.models import SupportRequest

State = SupportRequest.State
WAITS = "Waits for you"
COLOURS = {
    State.DRAFT: "grey",
    State.SUBMITTED: "",
    State.ACCEPTED: "green",
    State.IN_PROGRESS: "teal",
    State.COMPLETED: "grey",
    State.DECLINED: "red",
    State.MERGED: "grey",
    State.WITHDRAWN: "grey",
}
NOBODY = "Nobody yet"


@dataclass(frozen=True)
class Standing:
    """One request at one moment."""

    state: str
    colour: str
    now: str  # how it stands
    next: str  # the next step
    who: str  # who has it; "" where nobody has to
    expect: tuple[str, ...] = ()  # when to expect an answer
    is_late: bool = False


def standing(request: SupportRequest, *, at: dt.datetime) -> Standing:
    """How the request stands at `at`. Select its officer with it, and `merged_into__officer`."""
    waits = request.waiting_since is not None
    now, following = _words(request)
    return Standing(
        state=WAITS if waits else str(request.get_state_display()),
        colour="yellow" if waits else COLOURS[State(request.state)],
        now=now,
        next=following,
        who=_who(request),
        expect=tuple(_expected(request, at)),
        is_late=request.state == State.SUBMITTED and not waits and _is_late(request, at),
    )


def _words(request: SupportRequest) -> tuple[str, str]:
    if request.waiting_since is not None:
        since = day(request.waiting_since)
        return (
            f"The programme asked you for more on {since}.",
            "Answer the question in a message. Then staff go on with it.",
        )
    if request.merged_into is not None:
        goes = "goes on" if request.merged_into.is_open else "went on"
        return f"It {goes} together with another request.", _next_of_joined(request, request.merged_into)
    return {
        State.DRAFT: ("It is not sent yet: only the people of your organisation see it.", "Finish it, then send it."),
        State.SUBMITTED: (_with_staff(request), _next_of_staff(request)),
        State.ACCEPTED: (
            "The programme has accepted it.",
            "Advisers are asked for your package of support. You are told when they are found.",
        ),
        State.IN_PROGRESS: ("The support is going on.", "Your advisers work with you, as your package says."),
        State.COMPLETED: ("The support is completed.", "In some months the programme will ask you how things went."),
        State.DECLINED: (
            "The programme could not accept it.",
            "Read why, and where else to turn. You can ask again.",
        ),
        State.WITHDRAWN: ("Your organisation has withdrawn it.", "You can ask again at any time."),
    }[State(request.state)]


def _with_staff(request: SupportRequest) -> str:
    if request.officer is None:
        return "It has reached the programme, and waits for an officer to take it."
    return "An officer of the programme has it."


def _next_of_staff(request: SupportRequest) -> str:
    if request.first_replied_at is None:
        return "An officer will read it and reply to you."
    return "They decide whether to accept it, and with which support."


def _next_of_joined(request: SupportRequest, into: SupportRequest) -> str:
    if into.organisation_id == request.organisation_id:
        return f"Look for answers on the page of “{into}”."
    return {
        State.SUBMITTED: "Staff decide on both together. You are told what they decide.",
        State.DECLINED: "The programme could not accept the other one. Ask again: you are answered on your own.",
        State.WITHDRAWN: "The other member withdrew theirs. Ask again: you are answered on your own.",
        State.COMPLETED: "The support of the other member is completed. Ask again if you still need help.",
    }.get(
        State(into.state),
        "A package of support is agreed with the other member. If it is for all of you, you see it in your consortium.",
    )


def _who(request: SupportRequest) -> str:
    """The officer of the request, or of the one in which it goes on."""
    going = request.merged_into or request
    return (str(going.officer) if going.officer else NOBODY) if going.is_open else ""


def _expected(request: SupportRequest, at: dt.datetime) -> list[str]:
    going = request.merged_into or request
    if going.state != State.SUBMITTED:
        return []
    if going.waiting_since is not None:
        if going != request:
            return ["The clock stands still until the programme has the answer that it waits for."]
        return ["The clock waits for you. It goes on once you have answered."]
    if going != request:
        return [_by("Decision", going.decision_due_at, at)] if going.decision_due_at else []
    found = []
    if request.first_replied_at is None and request.first_reply_due_at:
        found.append(_by("First reply", request.first_reply_due_at, at))
    if request.decision_due_at:
        found.append(_by("Decision", request.decision_due_at, at))
    return found


def _by(what: str, due: dt.datetime, at: dt.datetime) -> str:
    if due < at:
        return f"{what}: was due by {moment(due)} and is late. Staff see that, and you can write to them."
    return f"{what}: by {moment(due)}"


def _is_late(request: SupportRequest, at: dt.datetime) -> bool:
    reply = request.first_reply_due_at if request.first_replied_at is None else None
    return any(due is not None and due < at for due in (reply, request.decision_due_at))


def day(at: dt.datetime) -> str:
    """27 March 2027, by UK clocks."""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y}"


def moment(at: dt.datetime) -> str:
    """Monday 29 March 2027 at 15:00, by UK clocks."""
    local = timezone.localtime(at)
    return f"{local:%A} {day(at)} at {local:%H:%M}"
