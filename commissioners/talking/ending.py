"""What would end with an opportunity: said to its buyer before it is cancelled or awarded."""

from dataclasses import dataclass

from commissioners.models import EngagementEvent, EventSignUp, Opportunity, Question


@dataclass(frozen=True)
class Waiting:
    """Events to come, how many people have signed up for them, and questions without an answer."""

    events: int
    people: int
    questions: int


def what_waits(opportunity: Opportunity, *, at) -> Waiting:
    """Counted in three queries."""
    events = EngagementEvent.objects.filter(opportunity=opportunity, starts_at__gt=at, cancelled_at=None)
    people = EventSignUp.objects.filter(event__in=events).order_by().values("person").distinct()
    questions = Question.objects.filter(opportunity=opportunity, state=Question.State.WAITING)
    return Waiting(events.count(), people.count(), questions.count())
