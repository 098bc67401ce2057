"""Questions that wait for an answer, where the person may give it (settings.AWAITING)."""

from django.db.models import Count, Min, Q

from commissioners.belonging import bodies_held
from commissioners.models import Opportunity, Question
from commissioners.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import SHOWN, Asker, Awaiting, Queue

WAITING = Question.State.WAITING


def of_person(asker: Asker, at) -> list[Queue]:
    """A line for each opportunity with unanswered questions."""
    bodies = bodies_held(asker, EDITING_ROLES)
    if not bodies:
        return []
    joint = Opportunity.joint_buyers.through.objects.filter(commissioningbody__in=bodies).values("opportunity")
    mine = Q(opportunity__body__in=bodies) | Q(opportunity__claimed_by__in=bodies) | Q(opportunity__in=joint)
    waiting = Question.objects.filter(mine, state=WAITING).order_by()
    return [Queue(waiting.values_list("opportunity").distinct()[:SHOWN], lambda: _lines(waiting))]


def _lines(waiting) -> list[Awaiting]:
    rows = waiting.values("opportunity", "opportunity__title").annotate(number=Count("pk"), since=Min("asked_at"))
    return [
        Awaiting(
            text=f"Answer {_questions(row['number'])} about “{row['opportunity__title']}”",
            url=f"{Opportunity(pk=row['opportunity']).get_absolute_url()}questions/",
            detail="",
            since=row["since"],
        )
        for row in rows.order_by("since")[:SHOWN]
    ]


def waiting_of(opportunities) -> dict[int, list[str]]:
    """How many questions about each of the opportunities wait: ["2 questions wait for an answer"]. One query."""
    rows = Question.objects.filter(opportunity__in=opportunities, state=WAITING).order_by().values("opportunity")
    counts = rows.annotate(number=Count("pk")).values_list("opportunity", "number")
    return {pk: [f"{_questions(number)} wait{'s' if number == 1 else ''} for an answer"] for pk, number in counts}


def _questions(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"
