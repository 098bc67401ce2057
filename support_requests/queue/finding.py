"""The queue as somebody narrows it: all of it stands in the address, so that it can be kept."""

import datetime as dt
from collections.abc import Iterable
from typing import cast

from django import forms
from django.db.models import Case, DateTimeField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from mutuals.visibility import Visibility
from partnerships_portal.queues import QueueFilter, with_words
from partnerships_portal.reference.models import Region
from support_requests.choices import Priority, SupportType
from support_requests.models import SupportRequest
from support_requests.officers import has_nobody, officers

from . import stuck
from .lists import FIRST, conditions

State = SupportRequest.State
ANY = [("", "Any")]
PRESSING = ("pressing", "Urgent and high")
DUES = (("overdue", "Overdue"), ("today", "Overdue or due today"), ("week", "Due within 7 days"))
SORTS = (
    ("", "First due first"),
    ("priority", "Most pressing first"),
    ("newest", "Newest first"),
    ("oldest", "Oldest first"),
)
SHOWN = Visibility.SIGNED_IN  # staff read sections that are kept closer only after they said why
SEARCHED = ("title", "organisation__name")
RANK = Case(
    *[When(priority=value, then=Value(place)) for place, value in enumerate(Priority.values)],
    output_field=IntegerField(),
)
FIRST_CLOCK = Case(  # of those that have not ended
    When(~Q(state=State.SUBMITTED), then=Value(None)),
    When(first_replied_at=None, then=Least("first_reply_due_at", "decision_due_at")),
    default=F("decision_due_at"),
    output_field=DateTimeField(),
)
NEXT_DUE = Case(  # none while the asker is waited for, unless it was late by then
    When(waiting_since__lte=F("first_clock"), then=Value(None)), default=F("first_clock"), output_field=DateTimeField()
)


def with_next_due(requests: QuerySet) -> QuerySet:
    """With `next_due`: when the next clock that runs is due, or None."""
    return requests.annotate(first_clock=FIRST_CLOCK, next_due=NEXT_DUE)


class SupportFilter(QueueFilter):
    """The filters of the queue."""

    officer = forms.ChoiceField(label="Who has it", required=False)
    priority = forms.ChoiceField(label="Priority", required=False, choices=[*ANY, PRESSING, *Priority.choices])
    type = forms.ChoiceField(label="Support asked for", required=False, choices=[*ANY, *SupportType.choices])
    region = forms.ChoiceField(label="Region", required=False)
    due = forms.ChoiceField(label="Due", required=False, choices=[*ANY, *DUES])
    stuck = forms.ChoiceField(label="Stuck", required=False, choices=[*ANY, *stuck.TITLES.items()])
    field_order = ("q", "officer", "priority", "type", "region", "due", "stuck", "sort")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = [(str(pk), name) for pk, name in officers().values_list("pk", "name")]
        self._set_choices("officer", [*ANY, ("nobody", "Nobody"), *people])
        self._set_choices("region", [*ANY, *Region.objects.values_list("slug", "name")])
        self._set_choices("sort", list(SORTS))

    def _set_choices(self, name: str, choices: list) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    @property
    def in_use(self) -> int:
        """How many filters narrow the list; the order does not."""
        return len(self.chosen.keys() - {"sort"})

    def narrowed(self, requests: QuerySet, at: dt.datetime) -> QuerySet:
        """Those that were asked for, with `next_due`, in the order that was asked for."""
        found = with_next_due(requests).filter(self._condition(at))
        return found.order_by(*ORDERS[self.chosen.get("sort", "")])

    def _condition(self, at: dt.datetime) -> Q:
        chosen = self.chosen
        condition = with_words(chosen.get("q", ""), SEARCHED)
        if who := chosen.get("officer"):
            condition &= has_nobody() if who == "nobody" else Q(officer=int(who))
        if priority := chosen.get("priority"):
            wanted = [Priority.URGENT, Priority.HIGH] if priority == PRESSING[0] else [priority]
            condition &= Q(priority__in=wanted)
        if support_type := chosen.get("type"):
            condition &= Q(support_types__contains=[support_type])
        if region := chosen.get("region"):
            condition &= Q(organisation__base_authority__region__slug=region, organisation__visibility_about__lte=SHOWN)
        if kind := chosen.get("stuck"):
            condition &= stuck.conditions(at)[kind]
        return condition & _due(chosen.get("due", ""), at)


ENDED_LAST = Coalesce("ended_at", "decided_at", "submitted_at").desc()
ORDERS = {
    "": (F("next_due").asc(nulls_last=True), ENDED_LAST, "pk"),
    "priority": (RANK, F("next_due").asc(nulls_last=True), "pk"),
    "newest": ("-submitted_at", "-pk"),
    "oldest": ("submitted_at", "pk"),
}


def _due(asked: str, at: dt.datetime) -> Q:
    if not asked:
        return Q()
    return Q(next_due__lte=at) if asked == "overdue" else due_by(at, days={"today": 1, "week": 8}[asked])


def due_by(at: dt.datetime, *, days: int) -> Q:
    """A condition on `next_due`: before the end of today, or so many days later; what is late is in it."""
    midnight = timezone.make_aware(dt.datetime.combine(timezone.localdate(at) + dt.timedelta(days=days), dt.time()))
    return Q(next_due__lt=midnight)


def list_asked(asked, user) -> str:
    """The key of the list that an address asks for: the first where it names none that exists."""
    key = asked.get("list", FIRST)
    return key if key in conditions(user) else FIRST


def shown_to(user) -> QuerySet:
    """Everything that the queue can hold for this member of staff."""
    return SupportRequest.objects.visible_to(user).sent()


def in_order(keys: Iterable[int]) -> list[SupportRequest]:
    """The requests of these primary keys, in their order, with organisation and officer: one query.

    Only keys are sorted and paged: whole rows of ten thousand requests took twice as long.
    """
    keys = list(keys)
    found = SupportRequest.objects.select_related("organisation", "officer")
    rows = found.defer("happening", "others_involved", "reason", "outcome").in_bulk(keys)
    return [rows[pk] for pk in keys if pk in rows]
