"""What people are told about confidentiality in their consortia, and about what is released there."""

from partnerships_portal.notifications.kinds import declare

declare(
    category="partnering",
    because="you are an owner or editor of a member of this consortium",
    events=[
        "agreement_put_forward",
        "agreement_withdrawn",
        "agreement_accepted_by_all",
        "sections_released",
        "sections_taken_back",
    ],
)
