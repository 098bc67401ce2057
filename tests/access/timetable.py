"""Policies of timetables, and of the weeks that partnerships take to form."""

from .outcomes import FORBIDDEN, Policy, everyone, for_buyer, nobody, only, signed_in

POLICIES: dict[str, Policy] = {
    "opportunity_timetable": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "opportunity_extend": Policy(get=for_buyer(), post=for_buyer(), args=lambda world: [world.opportunity.pk]),
    "forming_times": Policy(get=only("staff"), post=nobody(signed_in())),
    "forming_time_change": Policy(
        get=only("staff", triage=FORBIDDEN, analyst=FORBIDDEN),
        post=only("staff", triage=FORBIDDEN, analyst=FORBIDDEN),
        args=lambda world: ["alliance"],
    ),
}
