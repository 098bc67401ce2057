"""The days on which a contract may not yet be entered into.

Both regimes say eight working days, and count them differently: under the Procurement Act the day of the notice is the
first day; under the Provider Selection Regime the standstill begins on the day after the notice, and representations
may come until midnight at the end of the eighth working day after *that* day.
"""

import datetime as dt
from dataclasses import dataclass

from commissioners.choices import Route
from commissioners.law import sources
from commissioners.law.answers import Answer, no, not_known, yes
from commissioners.law.selection_processes import Process
from commissioners.law.terms import DAY, IsWorkingDay, nth_working_day, spoken

WORKING_DAYS = 8
WITHOUT_STANDSTILL = (Route.FRAMEWORK_CALL_OFF, Route.DYNAMIC_MARKET)  # section 51(3)


@dataclass(frozen=True)
class Standstill:
    """From the first day to midnight at the end of the last; None and None where there is none or it is not known."""

    begins_on: dt.date | None
    ends_on: dt.date | None
    answer: Answer


def selection_standstill(
    process: Process | None, published_on: dt.date | None, is_working_day: IsWorkingDay
) -> Standstill:
    """The standstill after a notice of intention under the Provider Selection Regime, if no representations come.

    Source: SI 2023/1348, regulation 12(2) and (3), https://www.legislation.gov.uk/uksi/2023/1348/regulation/12.
    """
    source = sources.SELECTION_STANDSTILL
    if process is not None and not process.has_standstill:
        return Standstill(None, None, no(source, f"{process.label} has no standstill."))
    if process is None or published_on is None:
        line = "The process, or the day on which the notice of intention was published, is not known."
        return Standstill(None, None, not_known(source, line))
    begins_on = published_on + DAY
    ends_on = nth_working_day(begins_on, WORKING_DAYS, is_working_day)
    lines = (
        f"It begins on {spoken(begins_on)}, the day after the notice was published.",
        f"Providers may make representations until midnight at the end of {spoken(ends_on)}.",
        "If any do, it stays open until the authority has reviewed its decision and told them of it.",
    )
    return Standstill(begins_on, ends_on, yes(source, *lines))


def act_standstill(
    published_on: dt.date | None,
    is_working_day: IsWorkingDay,
    *,
    is_light_touch: bool | None,
    route: Route = Route.NOT_STATED,
) -> Standstill:
    """The shortest standstill after a contract award notice (UK6) under the Procurement Act 2023.

    Light touch contracts, call-offs and awards from a dynamic market need none; one that a buyer offers all the same
    is at least as long.
    Source: Procurement Act 2023, section 51, https://www.legislation.gov.uk/ukpga/2023/54/section/51.
    """
    source = sources.STANDSTILL
    if route in WITHOUT_STANDSTILL:
        return Standstill(None, None, no(source, f"The Act asks for no standstill here: {route.label.lower()}."))
    if published_on is None:
        line = "The day on which the contract award notice was published is not known."
        return Standstill(None, None, not_known(source, line))
    ends_on = nth_working_day(published_on - DAY, WORKING_DAYS, is_working_day)
    until = f"Eight working days beginning with the day of the notice end with {spoken(ends_on)}."
    if is_light_touch is None:
        lines = ("It is not known whether these are light touch services, which need no standstill.", until)
        return Standstill(None, None, not_known(source, *lines))
    if is_light_touch:
        line = "A light touch contract needs no standstill."
        return Standstill(None, None, no(source, line, f"If you hold one all the same: {until[0].lower()}{until[1:]}"))
    return Standstill(published_on, ends_on, yes(source, until, "A notice may set a later day."))
