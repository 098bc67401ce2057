"""What programme staff do with a request for support, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(
    SUPPORT,
    {
        "support_case_taken": "took the request",
        "support_case_put_back": "put the request back for others to take",
        "support_case_handed_over": "handed the request to {person}",
        "support_message_to_asker": "wrote to whoever asks",
        "support_asked_for_more": "asked for more, and waits for the answer",
        "support_waiting_stopped": "went on without waiting any longer",
        "support_accepted": "accepted the request, with a package of support",
        "support_declined": "declined the request",
        "support_joined": "joined the request with another one, which goes on",
        "support_joined_here": "joined another request with this one",
        "support_note_kept": "noted something for staff",
    },
    by_staff=True,
)
say(
    SUPPORT,
    {
        "support_reply_template_added": "added a reply template",
        "support_reply_template_changed": "changed a reply template",
        "support_reply_template_retired": "took a reply template from the list",
        "support_pointer_added": "added a pointer for those who are declined",
        "support_pointer_changed": "changed a pointer for those who are declined",
        "support_pointer_retired": "took a pointer from the list",
    },
    by_staff=True,
)
things("support_requests.replytemplate", address=lambda template: f"/support/answers/templates/{template.pk}/")
things("support_requests.pointer", address=lambda pointer: f"/support/answers/pointers/{pointer.pk}/")
