"""What is done in the queue of requests for support, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(
    SUPPORT,
    {
        "support_priority_overruled": "set the priority “{priority}”, with a reason",
        "support_priority_back": "took an officer’s priority back, so that it is “{priority}” as suggested",
        "support_view_saved": "kept a view of the queue of requests for support",
        "support_view_renamed": "renamed a kept view of the queue of requests for support",
        "support_view_chosen": "changed which kept view the queue of requests for support opens with",
        "support_view_deleted": "deleted a kept view of the queue of requests for support",
    },
    by_staff=True,
)
say(SUPPORT, {"support_priority_suggested": "suggested the priority “{priority}”"})
things("support_requests.savedview")
