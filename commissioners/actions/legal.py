"""What people do about the law: the buyer's answers and route, and the lists that staff enter."""

from django.db import transaction

from commissioners.models import RouteQuestions
from partnerships_portal.accounts.audit import record

from . import opportunities


@transaction.atomic
def answer_route_questions(*, opportunity, values: dict, by, at) -> RouteQuestions:
    """Keep answers of the guide, by name of the field; True, False or None. Saying the same again changes nothing."""
    questions, is_new = RouteQuestions.objects.select_for_update().get_or_create(
        opportunity=opportunity, defaults={"answered_at": at, "answered_by": by}
    )
    changed = [name for name, value in values.items() if getattr(questions, name) != value]
    if not changed and not is_new:
        return questions
    for name in changed:
        setattr(questions, name, values[name])
    questions.answered_at, questions.answered_by = at, by
    questions.save()
    record(actor=by, action="route_questions_answered", target=opportunity, at=at, fields=changed)
    return questions


def choose_route(
    *, opportunity, route: str, regime: str, reservation: str | None, by, at, version: int, note: str = ""
):
    """Set the route with its law, and reserve it where that is the route.

    A draft is changed, a published one amended. Raises NotPossible where somebody else was quicker.
    """
    values: dict = {"route": route, "regime": regime}
    if reservation:
        values["reserved_for"] = sorted({*opportunity.reserved_for, str(reservation)})
    return opportunities.save(opportunity=opportunity, values=values, version=version, note=note, by=by, at=at)
