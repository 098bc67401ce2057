"""What an officer saw of a request when a page was opened: a decision is refused where it is otherwise by then."""

from support_requests.models import SupportMessage, SupportRequest

SEEN_LENGTH = 200
STATE, OFFICER, WORDS, MESSAGE = range(4)


def version_of(request: SupportRequest) -> str:
    """The state of a request, who has it, when its words were changed, and the asker's last message. One query."""
    asker = request.messages.filter(side=SupportMessage.Side.ASKER)
    last = asker.order_by("-pk").values_list("pk", flat=True).first()
    return "|".join((request.state, str(request.officer_id or ""), request.changed_at.isoformat(), str(last or "")))


def difference(seen: str, request: SupportRequest) -> str:
    """What is otherwise than it was `seen`, in words; empty where nothing is."""
    now = version_of(request)
    if seen == now:
        return ""
    before, after = (seen.split("|") + [""] * 4)[:4], now.split("|")
    if before[STATE] != after[STATE]:
        if request.state == SupportRequest.State.WITHDRAWN:
            return f"{request.organisation} withdrew this request."
        return f"This request is {request.get_state_display().lower()} by now."
    if before[OFFICER] != after[OFFICER]:
        return f"{request.officer} has this request now." if request.officer else "Nobody has this request now."
    if before[WORDS] != after[WORDS]:
        return f"{request.organisation} changed this request."
    return f"{request.organisation} wrote another message."
