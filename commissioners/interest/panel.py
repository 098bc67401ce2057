"""What the page of an opportunity says of interest in it, in a few lines."""

from dataclasses import dataclass

from commissioners.choices import State
from commissioners.models import Opportunity

from .listing import everyone, listed
from .own import Own, own_interests
from .possible import SHOWN_TO, why_no_interest
from .together import as_one


@dataclass(frozen=True)
class Panel:
    """`received` is for the buyer's people, `own` for those of organisations; `on_list` for readers of the list."""

    why_not: str
    list_shown_to: str
    own: list[Own]
    received: int | None = None
    as_one: int = 0  # of several organisations together, each counted once
    on_list: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.received is not None or not self.why_not or any(one.interest or one.as_one for one in self.own)

    @property
    def expressed(self) -> list[Own]:
        return [one for one in self.own if one.interest]

    @property
    def may_express(self) -> bool:
        return not self.why_not and any(one.may_express and not one.interest for one in self.own)


def interest_panel(opportunity: Opportunity, *, user, acts: bool, at) -> Panel:
    """For `user`; `acts`: one of the buyer's people. A constant number of queries, none of them for visitors' eyes."""
    why_not = why_no_interest(opportunity, at)
    if acts:
        if opportunity.state == State.DRAFT:
            return Panel(why_not, SHOWN_TO[opportunity.interest_shown_to], [])
        received, joint = len(everyone(opportunity)), len(as_one(opportunity))
        return Panel(why_not, SHOWN_TO[opportunity.interest_shown_to], [], received=received, as_one=joint)
    if not user.is_authenticated:
        return Panel(why_not, "", [])
    entries = listed(opportunity, user=user, at=at)
    return Panel(why_not, "", own_interests(opportunity, user), on_list=None if entries is None else len(entries))
