"""What is done about the partnership model of a consortium, in words."""

from partnerships_portal.accounts.audit.words import PARTNERING, say

say(
    PARTNERING,
    {
        "model_questions_answered": "answered questions about the partnership model, under “{section}”",
        "model_paper_kept": "changed how the document “{paper}” stands",
    },
)
