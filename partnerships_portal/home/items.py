"""What a home is made of."""

from dataclasses import dataclass, field

from django.utils import timezone

from consortia.models import Interval


@dataclass(frozen=True)
class Todo:
    """One thing that a person can act on: what to do, where, a few words more, perhaps a score with its range."""

    text: str
    url: str
    detail: str = ""
    score: Interval | None = None
    score_label: str = "Fit"


@dataclass(frozen=True)
class Section:
    """A part of a home: its things to do, or what it says when there are none."""

    title: str
    when_empty: str
    todos: list[Todo] = field(default_factory=list)
    more_url: str = ""
    more_text: str = ""


def day(moment) -> str:
    """The day of a moment by UK clocks: 9 December 2026."""
    return f"{timezone.localtime(moment):%-d %B %Y}"
