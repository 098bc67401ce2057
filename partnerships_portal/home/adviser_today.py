"""What an adviser helps with today."""

from django.urls import reverse

from support_requests.delivering.shown_advisers import tasks_of
from support_requests.models import Assignment

from .items import Section, Todo

SHOWN = 10


def sections(user) -> list[Section]:
    """The lines that the person helps with; what they are asked waits for them above."""
    helping = Assignment.objects.filter(adviser__person=user, state=Assignment.State.ACCEPTED)
    rows = helping.filter(adviser__left_at=None, line__package__ended_at=None)[:SHOWN]
    todos = [
        Todo(f"{task.assignment.line} for {package.request.organisation}", package.get_absolute_url(), task.days)
        for task in tasks_of(rows)
        for package in [task.assignment.line.package]
    ]
    none = "You help with nothing at present. You are told when you are asked."
    return [Section("You advise on", none, todos, reverse("advising_home"), "What you are asked, and did")]
