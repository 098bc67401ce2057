"""What is done with service levels, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(
    SUPPORT,
    {
        "service_level_set": "set what is promised of requests for support",
        "office_hours_set": "set the office hours of the programme",
        "office_closed": "closed the office of the programme on a day",
        "office_opened": "opened the office of the programme on a day that was to be closed",
    },
    by_staff=True,
)
PAGE = "/support/service-levels/"
things("support_requests.servicelevel", address=lambda level: PAGE)
things("support_requests.officehours", address=lambda hours: PAGE)
things("support_requests.closedday", address=lambda day: PAGE)
