"""What is done with requests for support by those who ask, in words. What was written is not repeated."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(
    SUPPORT,
    {
        "support_draft_begun": "began a request for support",
        "support_draft_changed": "changed the draft of a request for support: {fields}",
        "support_draft_discarded": "discarded the draft of a request for support",
        "support_context_shared": "agreed that staff and advisers read what a request for support is about",
        "support_context_kept": "did not share what a request for support is about",
        "support_context_taken_back": "shares no more what a request for support is about",
        "support_context_dropped": "sent a request for support without what it was about, as it is not in that now",
        "support_sent": "sent a request for support to the programme",
        "support_replied": "wrote to the programme about a request for support",
        "support_adviser_wrote": "wrote, as an adviser, about a request for support",
        "support_files_added": "added {number} files to a request for support",
        "support_file_removed": "removed a file from a request for support",
        "support_withdrawn": "withdrew a request for support",
        "support_followed_merger": "moved a request for support to the organisation that took its own over",
    },
)
things("support_requests.supportrequest", address=lambda request: f"/support/{request.pk}/")
