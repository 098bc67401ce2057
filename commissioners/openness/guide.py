"""One person's way through the questions about partnerships.

A draft keeps each answer as it is given. What is published keeps the answers beside it, in the person's session, until
they publish all of them as one change (decision 0090).
"""

import copy
import datetime as dt
from decimal import Decimal
from typing import Any

from django.urls import reverse

from commissioners import differences, plain_words
from commissioners.actions.meanwhile import state_of
from commissioners.choices import State
from commissioners.forms.openness import COLUMNS, STEPS, StepForm
from commissioners.models import Opportunity
from partnerships_portal.conflicts.versions import versions

from .contradictions import contradictions, remarks

SESSION = "openness_answers"  # {"<pk>": {"seen": str, "values": {...}}}
FIELDS = {field.name: field for field in Opportunity._meta.concrete_fields}
DRAFTS_AT_MOST = 10  # opportunities for which one session keeps answers


class Guide:
    """The steps that these answers lead through. `session` is the person's."""

    def __init__(self, opportunity, session):
        self.opportunity, self.session = opportunity, session
        kept = {} if self.is_draft else session.get(SESSION, {}).get(str(opportunity.pk), {})
        self.seen = kept.get("seen", "")  # fingerprints of what was published when each question was opened
        self.values = {name: getattr(opportunity, name) for name in COLUMNS} | _read(kept.get("values", {}))
        self.order = [step for step, form in STEPS.items() if form.is_asked(self.values)]

    @property
    def is_draft(self) -> bool:
        return self.opportunity.state == State.DRAFT

    @property
    def changed(self) -> dict[str, Any]:
        """The answers that differ from what is stored."""
        return {name: value for name, value in self.values.items() if value != getattr(self.opportunity, name)}

    def form(self, step: str, data=None) -> StepForm:
        return STEPS[step](data, opportunity=self.opportunity, values=self.values)

    def keep(self, values: dict[str, Any], *, seen: str) -> None:
        """Keep answers beside what is published, in the session; `seen`: what the person had opened (versions)."""
        self.values |= values
        known = {each.partition(":")[0] for each in self.seen.split()}
        self.seen = " ".join([self.seen, *(each for each in seen.split() if each.partition(":")[0] not in known)])
        self._write()

    def look_again(self) -> None:
        """The person sees what is published now: what they publish next is meant to replace that."""
        self.seen = versions(state_of(self.opportunity, COLUMNS))
        self._write()

    def _write(self) -> None:
        self.order = [step for step, form in STEPS.items() if form.is_asked(self.values)]
        everything = dict(self.session.get(SESSION, {}))
        everything.pop(str(self.opportunity.pk), None)
        if self.changed:
            written = {name: _written(value) for name, value in self.changed.items()}
            everything[str(self.opportunity.pk)] = {"seen": self.seen, "values": written}
        self.session[SESSION] = dict(list(everything.items())[-DRAFTS_AT_MOST:])

    def forget(self) -> None:
        """Let go of what was kept."""
        self.session[SESSION] = {
            key: value for key, value in self.session.get(SESSION, {}).items() if key != str(self.opportunity.pk)
        }

    def after(self, step: str) -> str | None:
        return next((each for each in list(STEPS)[list(STEPS).index(step) + 1 :] if each in self.order), None)

    def before(self, step: str) -> str | None:
        return next((each for each in reversed(list(STEPS)[: list(STEPS).index(step)]) if each in self.order), None)

    @property
    def preview(self) -> Opportunity:
        """The opportunity as it would be with these answers; not to be saved."""
        seen = copy.copy(self.opportunity)
        for name, value in self.values.items():
            setattr(seen, name, value)
        return seen

    def rows(self) -> list[dict]:
        """Each question with its answer in words, what is published now if that differs, and where to change it."""
        seen = self.preview
        return [
            {
                "name": differences.label(seen, name),
                "answer": differences.in_words(seen, name),
                "now": differences.in_words(self.opportunity, name) or "Not stated",
                "is_changed": name in self.changed and not self.is_draft,
                "url": step_url(self.opportunity, step, then="check"),
            }
            for step in self.order
            for name in STEPS[step].columns
        ]

    def check(self) -> dict[str, Any]:
        """What the page shows on which the answers are checked."""
        buyer_class = self.opportunity.body.buyer_class
        return {
            "rows": self.rows(),
            "contradictions": self._linked(contradictions(self.values)),
            "remarks": self._linked(remarks(self.values, buyer_class=buyer_class)),
            "turnover_note": plain_words.turnover_note(self.preview),
            "changed": self.changed,
        }

    def _linked(self, points) -> list[tuple[str, str]]:
        return [(point.text, step_url(self.opportunity, point.step, then="check")) for point in points]


def step_url(opportunity, step: str, *, then: str = "") -> str:
    """The address of a step; `then` is "check" for whoever goes back to the answers."""
    address = reverse("opportunity_openness_step", args=[opportunity.pk, step])
    return f"{address}?then={then}" if then else address


def _written(value):
    """A value as a session keeps it."""
    return str(value) if isinstance(value, Decimal | dt.date) else value


def _read(written: dict[str, Any]) -> dict[str, Any]:
    return {name: FIELDS[name].to_python(value) for name, value in written.items() if name in COLUMNS}
