"""Telling other members of a consortium what became of the request with which theirs was joined."""

import datetime as dt

from partnerships_portal.accounts.models import User
from support_requests.models import SupportRequest

from .telling import tell_asker

State = SupportRequest.State
SAID = {
    State.ACCEPTED: "The package of support is agreed with the other member. If it is for all of you, you see it too.",
    # not why: the reason was written to the other member, and may say what is theirs alone
    State.DECLINED: "Ask again if you still need help: you are answered on your own.",
}


def tell_joined(held: SupportRequest, *, by: User, at: dt.datetime) -> None:
    """Tell those of other organisations whose requests were joined with this one, once for each state that it comes to:
    their own request ended when it was joined, and nothing else would answer them.
    """
    state = State(held.state)
    others = held.merged_requests.exclude(organisation=held.organisation_id).select_related("organisation")
    for one in others.order_by("pk"):
        tell_asker(
            one,
            event="support_joined_decided",
            key=f"{one.pk}:{held.pk}:{state}",
            subject=f"What “{one}” was joined with is {state.label.lower()}",
            body=SAID[state],
            by=by,
            at=at,
        )
