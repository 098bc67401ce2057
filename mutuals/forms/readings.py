"""Why programme staff need what an organisation keeps closer."""

from django import forms

from mutuals import actions
from mutuals.models import Organisation, Purpose

from .section import laid_out, short_text


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        choices=Purpose,
        label="Why do you need them?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select why you need them",
            "invalid_choice": "Select one of the purposes",
        },
    )
    note = short_text("More about it", "For example the number of the request. Optional", length=300)

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = laid_out(self)

    def save(self, *, organisation: Organisation, by, at):
        return actions.declare_purpose(
            organisation=organisation,
            purpose=self.cleaned_data["purpose"],
            note=self.cleaned_data["note"],
            by=by,
            at=at,
        )
