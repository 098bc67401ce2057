"""What is done to learn how things went, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say

say(
    SUPPORT,
    {
        "evaluation_asked": "asked how things are ({wave})",
        "evaluation_reminded": "reminded of the questions about how things are ({wave})",
        "evaluation_link_sent": "sent the link to the questions once more ({wave})",
        "evaluation_answered": "answered how things are ({wave})",
        "evaluation_closed": "closed the questions about how things are: nobody answered ({wave})",
        "evaluation_not_asked": "did not ask how things are ({wave})",
    },
)
say(SUPPORT, {"evaluation_answers_exported": "downloaded what each organisation answered"}, by_staff=True)
