"""When a timetable leaves consortia too little time: what to tell the buyer, who may publish all the same."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from commissioners.choices import Openness, PartnershipModel, State
from commissioners.law.timing import shut_out
from commissioners.plain_words import day

from .time_left import RUNS_IN, deadline_of

# facts.md, from the report and its survey: with its base, and its own words on how far it reaches
EVIDENCE = (
    "The report “Partnerships for Better Public Services” (2018) found that Mutuals asked for procurement that allows "
    "time. Asked for three key barriers to partnering, 59% chose the complexity of legal arrangements; incompatible "
    "values or culture came next, then capacity or time. That is what 54 Mutuals answered in 2018; "
    "the report says that it “cannot be confidently generalised”."
)


@dataclass(frozen=True)
class Warning:
    """The models that nobody can form who first hears of it on `heard_on`, and from which deadline they could."""

    models: tuple[PartnershipModel, ...]
    deadline_on: dt.date
    assumption: str
    heard_on: dt.date
    enough_on: dt.date
    is_published: bool

    @property
    def days(self) -> int:
        """From hearing of it to the deadline; 0 where that has passed."""
        return max(0, (self.deadline_on - self.heard_on).days)

    @property
    def labels(self) -> list[str]:
        return [str(model.label) for model in self.models]

    @property
    def when(self) -> str:
        return day(self.deadline_on)


def warning_of(opportunity, *, at, weeks: Mapping[str, int]) -> Warning | None:
    """What to warn the buyer of, None where there is time enough, no date yet, or no consortium is wanted.

    A draft is heard of today at the earliest, what is published on the day that it was. Where the buyer names the
    models that it would consider, the others do not count.
    """
    if opportunity.state not in RUNS_IN or opportunity.openness == Openness.NOT_ACCEPTED:
        return None
    deadline = deadline_of(opportunity)
    if deadline.on is None:
        return None
    heard = opportunity.published_at if opportunity.state != State.DRAFT else None
    heard_on = timezone.localdate(heard or at)
    wanted = set(opportunity.models_considered or PartnershipModel.values)
    short = tuple(one for one in shut_out(deadline, published_on=heard_on, weeks=weeks) if one in wanted)
    if not short:
        return None
    enough_on = heard_on + dt.timedelta(weeks=max(weeks[model] for model in short))
    return Warning(short, deadline.on, deadline.assumption, heard_on, enough_on, is_published=heard is not None)
