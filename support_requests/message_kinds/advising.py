"""What is told about advisers, packages and what happens in them."""

from partnerships_portal.notifications.kinds import declare

IN_PACKAGES = ("session", "milestone", "file", "line")

declare(
    category="people",
    because="you were asked to advise for the support programme",
    events=["adviser_invited"],
)
declare(
    category="people",
    because="you advised for the support programme",
    events=["adviser_left"],
)
declare(
    category="advising",
    because="you advise for the support programme",
    events=[
        *("advising_asked", "advising_withdrawn", "advising_completed", "advising_conflict", "advising_days_changed"),
        *(f"advising_{one}" for one in IN_PACKAGES),
    ],
)
declare(
    category="support",
    because="you are an owner or editor of the organisation that is supported",
    events=[
        *("support_adviser_agreed", "support_days_changed", "support_completed"),
        *(f"support_{one}" for one in IN_PACKAGES),
    ],
)
declare(
    category="programme",
    because="you look after this request for support",
    events=[
        *("programme_adviser_agreed", "programme_adviser_declined", "programme_line_open"),
        *(f"programme_{one}" for one in IN_PACKAGES),
    ],
)
declare(
    category="programme",
    because="you asked somebody to advise",
    events=["adviser_answered"],
)
declare(
    category="partnering",
    because="you are an owner or editor of a member of a consortium that is supported",
    events=[
        *("joint_package_agreed", "joint_package_ended", "joint_package_completed", "joint_days_changed"),
        *(f"joint_{one}" for one in IN_PACKAGES),
    ],
)
