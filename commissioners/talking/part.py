"""What the page of an opportunity shows of talking to the market, in a few lines."""

from django.db.models import Count, Q

from commissioners.models import Question
from commissioners.plain_words import moment_in_words
from commissioners.talking.asking import closes_at, why_not_now

State = Question.State


def talking(opportunity, *, acts_for_buyer: bool, at) -> dict:
    """Questions: how many are answered, the latest of them, how many wait for the buyer. Two queries.

    `unanswered`: how many were closed without an answer, for the buyer.
    """
    rows = opportunity.questions.order_by()
    counts = rows.aggregate(
        answered=Count("pk", filter=Q(state=State.ANSWERED)),
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        unanswered=Count("pk", filter=Q(state=State.UNANSWERED)),
    )
    latest = rows.filter(state=State.ANSWERED).defer("asked_by").order_by("-answered_at", "-pk").first()
    deadline = closes_at(opportunity)
    return {
        "answered": counts["answered"],
        "waiting": counts["waiting"] if acts_for_buyer else 0,
        "unanswered": counts["unanswered"] if acts_for_buyer else 0,
        "latest": latest,
        "until": moment_in_words(deadline) if deadline else "",
        "why_not": why_not_now(opportunity, at),
    }
