"""Telling whoever follows an imported opportunity that a later notice changed it."""

import datetime as dt

from commissioners.actions.ending import wind_up
from commissioners.actions.telling import tell_interested
from commissioners.choices import State
from commissioners.differences import label
from commissioners.interested import concerning_somebody
from commissioners.models import Opportunity

BECAME = {
    State.OPEN: ("news_opened", "opened for tenders"),
    State.AWARDED: ("news_awarded", "awarded"),
    State.CANCELLED: ("news_cancelled", "cancelled"),
}
ALTERED = ("news_amended", "brought up to date from a later notice")
RELATIONS = {"lots": "Lots", "joint_buyers": "Joint buyers"}
NOT_NEWS = {"state", "source", "notice_url", "published_at"}  # said by the subject, or of no use to a reader


def tell(changed: list[tuple[Opportunity, list[str]]], at: dt.datetime) -> None:
    """Tell those who want to hear of each opportunity which of its fields changed. Four queries where nobody does.

    What its buyer announced here, and was asked here, ends where a notice ends the opportunity.
    """
    concerning = concerning_somebody([opportunity.pk for opportunity, _ in changed])
    personal = wind_up([opportunity for opportunity, fields in changed if "state" in fields], by=None, at=at)
    for opportunity, fields in changed:
        if opportunity.pk not in concerning:
            continue
        event, did = BECAME.get(State(opportunity.state), ALTERED) if "state" in fields else ALTERED
        told = [{"what": RELATIONS.get(name) or label(opportunity, name)} for name in fields if name not in NOT_NEWS]
        if told or event != ALTERED[0]:
            also = personal.get(opportunity.pk)
            tell_interested(opportunity, event=event, did=did, changes=told, personal=also, by=None, at=at)
