"""The time-to-form clock: which partnership models can still be formed before the deadline.

Not law: the weeks are the portal's starting values, which programme staff may change. Dates are UK local days.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from commissioners.choices import PartnershipModel
from commissioners.law import sources
from commissioners.law.answers import Answer, no, not_known, yes
from commissioners.law.terms import spoken

WEEKS_TO_FORM: Mapping[str, int] = {
    PartnershipModel.INFORMAL: 4,
    PartnershipModel.SUBCONTRACT: 6,
    PartnershipModel.CONTRACTUAL_JOINT_VENTURE: 10,
    PartnershipModel.ALLIANCE: 10,
    PartnershipModel.COMPANY: 20,
    PartnershipModel.CIC: 20,
    PartnershipModel.LLP: 20,
}
USUAL_TENDER_DAYS = 25  # section 54: electronic, all documents with the notice
SOURCE = sources.TIME_TO_FORM


@dataclass(frozen=True)
class Deadline:
    """The day by which a tender has to be in; None where it cannot be told. `assumption` is shown beside it."""

    on: dt.date | None
    assumption: str = ""


@dataclass(frozen=True)
class ModelTime:
    """One model: the weeks it needs, the latest day to start, and whether there is time from today."""

    model: PartnershipModel
    weeks: int
    latest_start: dt.date | None
    answer: Answer


@dataclass(frozen=True)
class Clock:
    """Days to the deadline (0 once it has passed; None where it is not known) and each model, quickest first."""

    deadline: Deadline
    days_left: int | None
    models: tuple[ModelTime, ...]

    @property
    def feasible(self) -> tuple[PartnershipModel, ...]:
        """The models for which there is time."""
        return tuple(one.model for one in self.models if one.answer.is_yes)


def expected_deadline(
    *, deadline: dt.date | None, expected_tender_on: dt.date | None, tender_days: int | None = None
) -> Deadline:
    """The deadline itself, or in early engagement the expected tender date and the days it will be open.

    Without those days, 25 are assumed. Source of the assumption: Procurement Act 2023, section 54,
    https://www.legislation.gov.uk/ukpga/2023/54/section/54.
    """
    if deadline is not None:
        return Deadline(deadline)
    if expected_tender_on is None:
        return Deadline(None, "Neither a deadline nor an expected tender date is stated.")
    days = USUAL_TENDER_DAYS if tender_days is None else tender_days
    on = expected_tender_on + dt.timedelta(days=days)
    how = "as planned" if tender_days is not None else "the usual shortest period"
    return Deadline(on, f"Assumes a tender on {spoken(expected_tender_on)} that is open for {days} days ({how}).")


def clock(deadline: Deadline, *, today: dt.date, weeks: Mapping[str, int] = WEEKS_TO_FORM) -> Clock:
    """Which models can still be formed. There is time when today is the latest day to start, or earlier.

    Raises ValueError where the mapping lacks a model or asks for less than no time.
    Source: the portal's setting of weeks for each model.
    """
    missing = [model.label for model in PartnershipModel if weeks.get(model, -1) < 0]
    if missing:
        raise ValueError(f"State how many weeks these need, 0 or more: {', '.join(missing)}")
    models = (_time(model, weeks[model], deadline, today) for model in PartnershipModel)
    left = None if deadline.on is None else max(0, (deadline.on - today).days)
    return Clock(deadline, left, tuple(sorted(models, key=lambda one: one.weeks)))


def shut_out(
    deadline: Deadline, *, published_on: dt.date, weeks: Mapping[str, int] = WEEKS_TO_FORM
) -> tuple[PartnershipModel, ...]:
    """The models that nobody can form who first hears of it on that day: what to warn of while drafting.

    Source: the portal's setting of weeks for each model.
    """
    return tuple(one.model for one in clock(deadline, today=published_on, weeks=weeks).models if one.answer.is_no)


def _time(model: PartnershipModel, weeks: int, deadline: Deadline, today: dt.date) -> ModelTime:
    if deadline.on is None:
        return ModelTime(model, weeks, None, not_known(SOURCE, deadline.assumption or "The deadline is not known."))
    latest = deadline.on - dt.timedelta(weeks=weeks)
    needs = f"It needs about {weeks} weeks."
    lines = [needs, *([deadline.assumption] if deadline.assumption else [])]
    if today <= latest:
        return ModelTime(model, weeks, latest, yes(SOURCE, f"There is time: start by {spoken(latest)}.", *lines))
    return ModelTime(model, weeks, latest, no(SOURCE, f"Too late: it had to start by {spoken(latest)}.", *lines))
