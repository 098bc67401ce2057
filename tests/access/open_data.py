"""Policies of open data, feeds and calendars."""

from .outcomes import HIDDEN, NO_METHOD, PEOPLE, Policy, everyone, nobody, signed_in

POLICIES: dict[str, Policy] = {
    **{
        name: Policy(get=everyone())
        for name in ("opportunity_csv", "opportunity_feed", "opportunity_calendar", "open_data", "open_data_releases")
    },
    "opportunity_json": Policy(get=everyone(), args=lambda world: [world.opportunity.pk]),
    "open_data_record": Policy(get=everyone(), args=lambda world: [f"ocds-000000-{world.opportunity.pk}"]),
    "open_data_extension": Policy(get=everyone(), args=lambda world: ["extension.json"]),
    "calendar_address": Policy(get=signed_in(), post=signed_in()),
    "calendar_address_end": Policy(get=nobody(signed_in()), post=signed_in()),
    "calendar_of_person": Policy(
        get=dict.fromkeys(PEOPLE, HIDDEN),
        post=dict.fromkeys(PEOPLE, NO_METHOD),
        args=lambda world: ["no-such-token"],
    ),
}
