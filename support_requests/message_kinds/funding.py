"""What people are told about funding rounds."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="support",
    because="you act for an organisation that can apply for funding",
    events=["funding_round_opened"],
)
declare(
    category="support",
    because="you act for an organisation that applied for funding, or began to",
    events=[
        "funding_closes_soon",
        "funding_round_closed",
        "funding_application_sent",
        "funding_application_decided",
    ],
)
declare(
    category="programme",
    because="you assess and decide applications for funding",
    events=["funding_round_to_assess", "funding_application_arrived", "funding_application_withdrawn"],
)
