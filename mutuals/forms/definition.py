"""The three-part definition: an organisation's answers, and the decision of programme staff."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from mutuals import actions
from mutuals.models import Organisation, ThreePartDefinition

from .section import long_text

ANSWERS = [("True", "Yes"), ("False", "No")]
PARTS = {
    "left_public_sector": (
        "Has it left the public sector?",
        "It used to be part of a public body and is now an organisation of its own",
        "What shows that it left",
        "When it left, from which body, and into which legal form",
    ),
    "delivers_public_services": (
        "Does it still deliver public services, aiming at a positive social impact?",
        "Public services are those that public bodies pay for or are responsible for",
        "What shows that it delivers public services",
        "Which services, for whom, under which contracts",
    ),
    "staff_control": (
        "Do its staff have a significant degree of influence or control in the way it is run?",
        "For example through shares, membership, elected staff on the board or a staff council with real powers",
        "What shows the influence of its staff",
        "How staff influence decisions, and where that is written down",
    ),
}


def _answer(question: str, hint: str) -> forms.TypedChoiceField:
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


class DefinitionForm(forms.Form):
    """Three questions with evidence. A draft may be incomplete; `must_be_complete` when it is to be sent."""

    def __init__(self, data=None, *, organisation: Organisation, definition: ThreePartDefinition | None):
        super().__init__(data)
        self.organisation = organisation
        for name, (question, hint, label, evidence) in PARTS.items():
            self.fields[name] = _answer(question, hint)
            self.fields[f"{name}_evidence"] = long_text(label, evidence, length=1000)
        if definition:
            self.initial = {name: getattr(definition, name) for name in self.fields}
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.layout = Layout(*(part for name in PARTS for part in self._laid_out(name)))

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
        for name, (question, _, label, _) in PARTS.items():
            if name not in self.errors and cleaned.get(name) is None:
                self.add_error(name, f"Answer yes or no: {question[0].lower()}{question[1:-1]}")
            if f"{name}_evidence" not in self.errors and not cleaned.get(f"{name}_evidence"):
                self.add_error(f"{name}_evidence", f"Say {label[0].lower()}{label[1:]}")
        return cleaned

    def save(self, *, by, at) -> ThreePartDefinition:
        return actions.save_answers(organisation=self.organisation, values=self.cleaned_data, by=by, at=at)


class DecisionForm(forms.Form):
    """Verify, or return with reasons."""

    decision = forms.ChoiceField(
        choices=[
            ("verify", "Verify it: all three parts hold and are shown"),
            ("return", "Return it with reasons"),
        ],
        label="Your decision",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select verify or return",
            "invalid_choice": "Select verify or return",
        },
    )
    reasons = long_text(
        "Reasons for returning it", "The organisation reads them: say which part, and what would show it", length=2000
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field.radios("decision", legend_size=Size.MEDIUM),
            Field.textarea("reasons", rows=5, label_size=Size.SMALL, max_characters=2000),
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == "return" and "reasons" not in self.errors and not cleaned.get("reasons"):
            self.add_error("reasons", "Give the reasons, so that the organisation knows what to change")
        return cleaned

    def save(self, definition: ThreePartDefinition, *, by, at) -> None:
        """Carry the decision out. Raises NotPossible if somebody else decided first."""
        if self.cleaned_data["decision"] == "verify":
            actions.verify_definition(definition=definition, by=by, at=at)
        else:
            actions.return_definition(definition=definition, reasons=self.cleaned_data["reasons"], by=by, at=at)
