"""What advisers are told."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="advising",
    because="you advise for the support programme",
    events=["advising_withdrawn"],
)
