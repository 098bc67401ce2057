"""What every section of an opportunity has in common."""

from django import forms

from commissioners.choices import State
from commissioners.forms.fields import LongTextField


class SectionForm(forms.Form):
    """One section of an opportunity. Once it is published, saving is an amendment and may say why."""

    columns: tuple[str, ...] = ()  # fields of the model, named alike here
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": "Open this section again: the page does not say which version you changed"},
    )

    def __init__(self, *args, opportunity, **kwargs):
        self.opportunity = opportunity
        initial = {name: getattr(opportunity, name) for name in self.columns} | {"version": opportunity.version}
        super().__init__(*args, initial=initial, **kwargs)
        if opportunity.state != State.DRAFT:
            self.fields["note"] = LongTextField(
                label="Why do you change it? (optional)",
                help_text="Shown to everyone in the change history, beside what changed.",
                rows=3,
                max_length=1000,
                required=False,
            )

    @property
    def values(self) -> dict:
        """What was typed, by field of the model."""
        return {name: self.cleaned_data[name] for name in self.columns}

    @property
    def why(self) -> str:
        return self.cleaned_data.get("note", "")
