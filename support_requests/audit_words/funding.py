"""What is done with funding rounds and applications, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(
    SUPPORT,
    {
        "funding_round_started": "began a funding round",
        "funding_round_changed": "changed a funding round that is a draft",
        "funding_round_published": "published a funding round",
        "funding_round_closed": "closed a funding round",
        "funding_application_assessed": "assessed an application for funding",
        "funding_application_offered": "offered funding",
        "funding_application_declined": "declined an application for funding",
    },
    by_staff=True,
)
say(
    SUPPORT,
    {
        "funding_application_started": "began an application for funding",
        "funding_application_sent": "sent an application for funding",
        "funding_application_withdrawn": "withdrew an application for funding",
        "funding_followed_merger": "moved an application for funding to the organisation that followed another",
    },
)
things("support_requests.fundinground", address=lambda one: f"/support/funding/{one.pk}/")
things(
    "support_requests.fundingapplication",
    select=("organisation", "round"),
    address=lambda one: f"/support/funding/applications/{one.pk}/",
)
