"""The three-part definition: an organisation's answers."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from mutuals import actions
from mutuals.models import Organisation, ThreePartDefinition
from mutuals.three_parts import PARTS, Part

from .section import long_text

ANSWERS = [("True", "Yes"), ("False", "No")]


def yes_or_no(question: str, hint: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=ANSWERS,
        required=False,
        coerce=lambda text: text == "True",
        empty_value=None,
        widget=forms.RadioSelect,
        label=question,
        help_text=hint,
        error_messages={"invalid_choice": "Answer yes or no"},
    )


def must_be_answered(form: forms.Form, part: Part) -> None:
    """Errors for a part that has no answer, or nothing that shows it. Called by `clean`."""
    cleaned, evidence = form.cleaned_data, f"{part.key}_evidence"
    if part.key not in form.errors and cleaned.get(part.key) is None:
        form.add_error(part.key, f"Answer yes or no: {part.question[0].lower()}{part.question[1:-1]}")
    if evidence not in form.errors and not cleaned.get(evidence):
        form.add_error(evidence, f"Say {part.evidence[0].lower()}{part.evidence[1:]}")


class DefinitionForm(forms.Form):
    """Three questions with evidence. A draft may be incomplete; `must_be_complete` when it is to be sent."""

    def __init__(self, data=None, *, organisation: Organisation, definition: ThreePartDefinition | None):
        super().__init__(data)
        self.organisation = organisation
        for part in PARTS:
            self.fields[part.key] = yes_or_no(part.question, part.hint)
            self.fields[f"{part.key}_evidence"] = long_text(part.evidence, part.evidence_hint, length=1000)
        if definition:
            self.initial = {name: getattr(definition, name) for name in self.fields}
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.layout = Layout(*(part for one in PARTS for part in self._laid_out(one.key)))

    @staticmethod
    def _laid_out(name: str):
        return (
            Field.radios(name, legend_size=Size.MEDIUM, inline=True),
            Field.textarea(f"{name}_evidence", rows=4, label_size=Size.SMALL, max_characters=1000),
        )

    def clean(self):
        """Whoever goes on to check the answers must have given all of them."""
        cleaned = super().clean()
        if self.data.get("then") == "later":
            return cleaned
        for part in PARTS:
            must_be_answered(self, part)
        return cleaned

    def save(self, *, by, at) -> ThreePartDefinition:
        return actions.save_answers(organisation=self.organisation, values=self.cleaned_data, by=by, at=at)
