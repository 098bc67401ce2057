"""What all queues of programme staff share, so that they look and behave alike: rows, waiting in words, the filter.

A queue is shown by templates/components/queue.html, from the Lines of one page. Each app makes its own lines.
"""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnerships_portal.pages import page_of

PER_PAGE = 25
MOST_WORDS = 8
SORTS = (("longest", "Longest waiting first"), ("newest", "Newest first"))


@dataclass(frozen=True)
class Tag:
    """A short word on a row: `colour` as in components/tag.html."""

    text: str
    colour: str = ""


@dataclass(frozen=True)
class Due:
    """Until when something is to be done: "Reply due", "today, 15:00"; overdue and today are said in a tag."""

    what: str
    when: str
    tag: Tag | None = None


@dataclass(frozen=True)
class Line:
    """A row: what waits, who waits, since when or until when, and who has it."""

    what: str
    url: str
    who: str
    waits: str  # since when, in words
    detail: str = ""
    tags: tuple[Tag, ...] = ()
    dues: tuple[Due, ...] = ()
    holder: str | None = None  # who has it: "" is nobody, None a queue in which nobody takes things


def waits_since(since: dt.datetime, at: dt.datetime) -> str:
    """How long somebody waits: by the days of the calendar, as UK clocks have it."""
    day = timezone.localdate(since)
    days = (timezone.localdate(at) - day).days
    if days <= 0:
        return "Since today"
    return "Since yesterday" if days == 1 else f"For {days:,} days, since {day:%-d %B %Y}"


def due(what: str, until: dt.datetime, at: dt.datetime) -> Due:
    """When something is due, with a tag where it is late or for today."""
    local, today = timezone.localtime(until), timezone.localdate(at)
    days = (local.date() - today).days
    when = {0: f"today, {local:%H:%M}", 1: f"tomorrow, {local:%H:%M}"}.get(days, f"{local:%-d %B %Y}")
    if until <= at:
        return Due(what, when, Tag("Overdue", "red"))
    return Due(what, when, Tag("Due today", "orange") if days == 0 else None)


def holder_words(holder, user) -> str:
    """Who has a thing, as this person reads it; "" where nobody has."""
    if holder is None:
        return ""
    return "You" if holder.pk == user.pk else holder.name


def with_words(words: str, fields: tuple[str, ...]) -> Q:
    """Each of the words stands in one of the fields."""
    condition = Q()
    for word in words.split()[:MOST_WORDS]:
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__icontains": word})
        condition &= found
    return condition


class QueueFilter(forms.Form):
    """Words to search for, and the order. What is not on its lists counts as not chosen."""

    q = forms.CharField(label="Search", required=False, max_length=100)
    sort = forms.ChoiceField(label="Order", required=False, choices=SORTS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_list = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "govuk-select" if is_list else "govuk-input"

    @property
    def chosen(self) -> dict[str, str]:
        """What narrows or orders the queue, by the name of its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def in_use(self) -> int:
        return len(self.chosen)


def queue_page(rows: QuerySet, asked, *, search: tuple[str, ...], since: str, per_page: int = PER_PAGE):
    """The page that a request (`request.GET`) asks of a queue, and its filter: `search` fields, `since` its field."""
    form = QueueFilter(asked)
    found = rows.filter(with_words(form.chosen.get("q", ""), search))
    if form.chosen.get("sort") == "newest":
        found = found.order_by(f"-{since}", "-pk")
    return Queue(page_of(Paginator(found, per_page), asked.get("page")), form)


@dataclass(frozen=True)
class Queue:
    """One page of a queue with the filter that made it."""

    page: Page
    form: QueueFilter

    @property
    def is_narrowed(self) -> bool:
        """Whether it is empty because of what was searched for."""
        return "q" in self.form.chosen
