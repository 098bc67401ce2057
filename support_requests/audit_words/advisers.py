"""What is done with advisers, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(
    SUPPORT,
    {
        "adviser_invited": "asked somebody to advise",
        "adviser_invitation_withdrawn": "withdrew an invitation to advise",
    },
    by_staff=True,
)
say(
    SUPPORT,
    {
        "adviser_joined": "became an adviser",
        "adviser_invitation_declined": "declined to become an adviser",
        "adviser_changed": "changed what an adviser offers: {fields}",
        "adviser_left": "ended somebody’s time as an adviser",
        "adviser_conflict_said": "entered a conflict of interest of an adviser",
        "adviser_conflict_ended": "ended a conflict of interest of an adviser",
    },
)
things("support_requests.adviser", select=("person",), address=lambda adviser: adviser.get_absolute_url())
things("support_requests.adviserinvitation", address=lambda invitation: "/support/advisers/")
