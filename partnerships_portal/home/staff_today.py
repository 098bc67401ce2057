"""What needs programme staff today: what is due, what is stuck, and how the programme keeps its promises."""

from django.urls import reverse

from support_requests.queue import stuck, today

from .items import Section, Todo

SHOWN = 5
Standing = today.Standing


def sections(user, at) -> list[Section]:
    """Three parts for whoever reads the queue: those who decide and analysts alike. Four queries."""
    if not user.has_perm("support_requests.read_queue"):
        return []
    found = today.stands(user, at=at)
    queue = reverse("support_queue")
    return [
        _due(user, found, queue, at),
        Section("Stuck", "No request is stuck.", _stuck(found, queue)),
        Section(
            "How we are doing", "", _doing(found), reverse("service_level_report"), "How promises were kept, by month"
        ),
    ]


def _due(user, found: Standing, queue: str, at) -> Section:
    rows = today.next_due(user, at=at, most=SHOWN) if found.overdue + found.today else []
    todos = [Todo(str(row), reverse("support_case", args=[row.pk]), _detail(row, user, at)) for row in rows]
    title = f"Support: {found.overdue:,} overdue, {found.today:,} due today" if todos else "Support due today"
    more = f"{queue}?list=all&due=today" if found.overdue + found.today > len(todos) else ""
    return Section(title, "No reply or decision is due today.", todos, more, "All that is overdue or due today")


def _detail(row, user, at) -> str:
    holder = (
        "You have it" if row.officer_id == user.pk else f"{row.officer.name} has it" if row.officer else "Nobody has it"
    )
    return f"{today.late_words(row, at=at)} · {row.organisation} · {holder}"


def _stuck(found: Standing, queue: str) -> list[Todo]:
    return [
        Todo(f"{_requests(number)} {stuck.OF_WHICH[key]}", f"{queue}?list=all&stuck={key}")
        for key, number in found.stuck.items()
        if number
    ]


def _doing(found: Standing) -> list[Todo]:
    days = f"in the last {today.DAYS} days"
    return [
        Todo(_requests(found.open, "open "), ""),
        Todo(f"{found.decided:,} decided {days}", "", f"Decisions: {found.decisions.in_words}"),
        Todo(f"First replies {days}", "", found.replies.in_words.capitalize()),
    ]


def _requests(number: int, which: str = "") -> str:
    return f"{number:,} {which}request{'' if number == 1 else 's'}"
