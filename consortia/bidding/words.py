"""How bids are told on pages."""

from consortia.models import Bid

COLOURS: dict[str, str] = {
    Bid.State.INTENDED: "purple",
    Bid.State.SUBMITTED: "yellow",
    Bid.State.WON: "green",
    Bid.State.LOST: "grey",
    Bid.State.WITHDRAWN: "grey",
}
TOGETHER = (
    "Every member has read the whole tender, and agrees to what it says of it.",
    "None of you takes part in another bid for the same lots, or the buyer’s rules allow it and it was declared.",
    "Whoever leads, contracts and is liable is the same in the tender as in what you agreed.",
    "The consortium, its members and their share codes are entered on the Central Digital Platform.",
)
ALONE = (
    "You take part in no other bid for the same lots, or the buyer’s rules allow it and it was declared.",
    "Your organisation’s information on the Central Digital Platform is up to date, and the tender has its share code.",
)
SENT = "The tender went in through the buyer’s own system before the deadline, and you kept its receipt."


def checklist(bid: Bid) -> tuple[str, ...]:
    """What to have done before a bid is recorded as submitted."""
    return (*(TOGETHER if bid.consortium_id else ALONE), SENT)
