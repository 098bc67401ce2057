"""What is done with messages, documents, actions and calendars, in words. What was written stays among the members."""

from partnerships_portal.accounts.audit.words import PARTNERING, say

say(
    PARTNERING,
    {
        "consortium_message_posted": "wrote a message to the members of a consortium",
        "consortium_message_corrected": "corrected a message to the members of a consortium",
        "consortium_message_taken_back": "took a message to the members of a consortium back",
        "shared_version_added": "added a version of a document to a consortium",
        "shared_version_removed": "removed the file of a version of a document of a consortium",
        "shared_action_added": "added an action to the list of a consortium",
        "shared_action_changed": "changed an action of a consortium",
        "shared_action_accepted": "took on an action of a consortium for a member",
        "shared_action_declined": "declined an action of a consortium for a member",
        "shared_action_done": "marked an action of a consortium as done",
        "shared_action_reopened": "opened an action of a consortium again",
        "consortium_calendar_made": "made a secret address for the calendar of a consortium",
        "consortium_calendar_ended": "ended a secret address of the calendar of a consortium",
    },
)
