"""Policies of service levels: programme staff read, managers set."""

from tests.factories.service_levels import ClosedDayFactory

from .outcomes import FORBIDDEN, Policy, only
from .support import NO_POST, of_programme, with_more

MANAGING = with_more(only("staff", triage=FORBIDDEN, analyst=FORBIDDEN))

POLICIES: dict[str, Policy] = {
    "service_levels": Policy(get=of_programme(), post=NO_POST),
    "service_level_change": Policy(get=MANAGING, post=MANAGING, args=lambda world: ["urgent"]),
    "office_hours_change": Policy(get=MANAGING, post=MANAGING),
    "closed_day_add": Policy(get=MANAGING, post=MANAGING),
    "closed_day_open": Policy(get=MANAGING, post=MANAGING, args=lambda world: [ClosedDayFactory().pk]),
    "service_level_report": Policy(get=of_programme(), post=NO_POST),
    "service_level_report_csv": Policy(get=of_programme(), post=NO_POST),
}
