"""What programme staff decide on organisations: to agree, or to say what is missing."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from mutuals import actions
from mutuals.models import Organisation, ThreePartDefinition

from .section import long_text

Status = ThreePartDefinition.Status


class _Decision(forms.Form):
    """To agree needs nothing more; to return needs reasons."""

    decision = forms.ChoiceField(
        label="Your decision",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select a decision"),
    )
    reasons = long_text("Reasons for returning it", "The organisation reads them: say what would make it right")

    def __init__(self, data=None):
        super().__init__(data)
        wanted = " or ".join(self.choices())
        self.fields["decision"].choices = list(self.choices().items())
        self.fields["decision"].error_messages |= {
            "required": f"Select {wanted}",
            "invalid_choice": f"Select {wanted}",
        }
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        shown = [name for name, field in self.fields.items() if field.widget.is_hidden]
        self.helper.layout = Layout(
            *shown,
            Field.radios("decision", legend_size=Size.MEDIUM),
            Field.textarea("reasons", rows=5, label_size=Size.SMALL, max_characters=2000),
        )

    def choices(self) -> dict[str, str]:
        """What is sent -> what is read; "return" needs reasons."""
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == "return" and "reasons" not in self.errors and not cleaned.get("reasons"):
            self.add_error("reasons", "Give the reasons, so that the organisation knows what to change")
        return cleaned


class DecisionForm(_Decision):
    """Verify a definition, return it, verify it again or withdraw what was verified."""

    seen = forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)

    def __init__(self, data=None, *, definition: ThreePartDefinition):
        self.definition = definition
        super().__init__(data)
        self.initial["seen"] = actions.version_of_definition(definition)
        if definition.organisation.is_mutual:
            self.fields["reasons"].label = "Reasons for withdrawing it"
        if self.is_withdrawal:
            self.initial["decision"] = "return"
            self.fields["decision"].widget = forms.HiddenInput()

    @property
    def is_withdrawal(self) -> bool:
        """Nothing waits for a decision: what was verified can only be withdrawn."""
        return self.definition.status == Status.VERIFIED and self.definition.recheck_since is None

    def choices(self):
        organisation = self.definition.organisation
        if organisation.is_mutual:
            withdraw = {"return": "Withdraw its verification, with reasons"}
            return withdraw if self.is_withdrawal else {"verify": "Verify it again: all three parts hold"} | withdraw
        admits = "" if organisation.admitted_at else ". This admits it to the directory, too"
        return {
            "verify": f"Verify it: all three parts hold and are shown{admits}",
            "return": "Return it with reasons",
        }

    def save(self, *, by, at) -> None:
        """Carry the decision out. Raises NotPossible if somebody else decided first."""
        cleaned = self.cleaned_data
        if cleaned["decision"] == "verify":
            actions.verify_definition(definition=self.definition, seen=cleaned["seen"], by=by, at=at)
        else:
            actions.return_definition(
                definition=self.definition, reasons=cleaned["reasons"], seen=cleaned["seen"], by=by, at=at
            )


class AdmissionForm(_Decision):
    """Admit an organisation to the directory, or say what is missing."""

    def __init__(self, data=None, *, organisation: Organisation):
        self.organisation = organisation
        super().__init__(data)

    def choices(self):
        return {"admit": f"Admit it as: {self.organisation.kind_in_words}", "return": "Return it with reasons"}

    def save(self, *, by, at) -> None:
        """Carry the decision out. Raises NotPossible if somebody else decided first."""
        if self.cleaned_data["decision"] == "admit":
            actions.admit(organisation=self.organisation, by=by, at=at)
        else:
            reasons = self.cleaned_data["reasons"]
            actions.return_admission(organisation=self.organisation, reasons=reasons, by=by, at=at)
