"""How far somebody is with registering: the steps in order, what is answered, and what is missing."""

from collections.abc import Mapping
from typing import Any

from django import forms

from mutuals.registering import LEFT_OUT

from .registration import STEPS, PartStep, StepForm


class Steps:
    """The steps that these answers lead through. `answers`: step -> {field: what was typed}.

    What was typed is checked again each time, so that nothing is taken for right because it once was.
    """

    def __init__(self, answers: Mapping[str, Any]):
        self.answers = answers
        name = STEPS["name"](_as_typed(answers.get("name", {})))
        self.kind = name.cleaned_data.get("kind", "") if name.is_valid() else ""
        self.order = [step for step, form in STEPS.items() if form.is_asked(self.kind)]
        self.forms = {step: STEPS[step](_as_typed(answers.get(step, {})), kind=self.kind) for step in self.order}
        self.left_out = answers.get(LEFT_OUT, {})
        self.done = {
            step for step in self.order if step in answers and step not in self.left_out and self.forms[step].is_valid()
        }

    @property
    def first_missing(self) -> str | None:
        return next((step for step in self.order if step not in self.done), None)

    @property
    def falls_short(self) -> bool:
        """Whether a part of the definition is answered with no: then it is no mutual."""
        forms_of_parts = [form for form in self.forms.values() if isinstance(form, PartStep)]
        return any(form.is_valid() and not form.cleaned_data[form.part.key] for form in forms_of_parts)

    def may_open(self, step: str) -> bool:
        """Whether all steps before this one are answered."""
        return step in self.order and all(one in self.done for one in self.order[: self.order.index(step)])

    def before(self, step: str) -> str | None:
        position = self.order.index(step)
        return self.order[position - 1] if position else None

    def after(self, step: str) -> str | None:
        return next(iter(self.order[self.order.index(step) + 1 :]), None)

    def form(self, step: str, data=None) -> StepForm:
        """The step's form, with what was typed: now, or else before."""
        return STEPS[step](data, initial=self.answers.get(step, {}), kind=self.kind)

    def not_saved(self, step: str) -> list[str]:
        """The labels of what was typed in the step and not saved, because it was wrong."""
        fields = self.forms[step].fields
        return [str(fields[name].label) for name in self.left_out.get(step, []) if name in fields]

    def values(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Fields of the organisation and fields of its definition. All steps must be done."""
        organisation: dict[str, Any] = {}
        definition: dict[str, Any] = {}
        for form in self.forms.values():
            (definition if isinstance(form, PartStep) else organisation).update(form.values())
        return organisation, definition

    def found_by(self) -> dict[str, str]:
        """What duplicates are looked for by, as far as it is known."""
        known: dict[str, Any] = {}
        for step in ("name", "numbers"):
            if step in self.done:
                known |= self.forms[step].cleaned_data
        known.pop("kind", None)
        return known


def typed(form: forms.Form, *, only_valid: bool = False) -> dict[str, Any]:
    """What a person typed into a form, field by field, as it is kept. `only_valid` leaves out what is wrong.

    The form must be bound; an error of the form as a whole, such as a missing answer, is none of a field's text.
    """
    kept = {}
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(form.data, form.files, name)
        is_empty = not any(value) if isinstance(value, list) else not value
        if not is_empty and not (only_valid and name in form.errors):
            kept[name] = value
    return kept


def _as_typed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a form reads them: a date of three boxes is three values."""
    data: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, list):
            data |= {f"{name}_{number}": one for number, one in enumerate(value)}
        else:
            data[name] = value
    return data
