"""An officer's priority, with their reason."""

from django import forms

from commissioners.forms.fields import TextField
from mutuals.forms.section import laid_out
from support_requests.actions import priority as actions
from support_requests.choices import Priority
from support_requests.models import SupportRequest


class PriorityForm(forms.Form):
    """Another priority than the one that is suggested."""

    priority = forms.ChoiceField(
        choices=Priority,
        label="Priority",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a priority"),
    )
    because = TextField(
        label="Why?",
        help_text="Staff read this, and whoever asks does not.",
        max_length=500,
        error_messages={"required": "Enter why the priority differs from what is suggested"},
    )

    def __init__(self, data=None, *, case: SupportRequest):
        super().__init__(data, initial={"priority": case.priority, "because": case.priority_because})
        self.case = case
        self.helper = laid_out(self)

    def save(self, *, by, at) -> None:
        """Raises NotPossible."""
        actions.overrule(request=self.case, **self.cleaned_data, by=by, at=at)
