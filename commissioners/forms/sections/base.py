"""What every section of an opportunity has in common."""

from django import forms

from commissioners.choices import State
from commissioners.forms.conflicts import MeetsOthers
from commissioners.forms.fields import why_changed
from commissioners.history import last_saved
from partnerships_portal.conflicts.meeting import SEEN_LENGTH

PUBLISHED_MEANWHILE = (
    "It was published while you were writing. What you save now is shown to everyone: read it again, then save."
)


class SectionForm(MeetsOthers, forms.Form):
    """One section of an opportunity. Once it is published, saving is an amendment and may say why.

    Where somebody else has saved the same answers meanwhile, it shows theirs beside what was typed.
    """

    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)
    seen_state = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, opportunity, **kwargs):
        self.opportunity = opportunity
        initial = {name: getattr(opportunity, name) for name in self.columns} | {"seen_state": opportunity.state}
        super().__init__(*args, initial=initial, **kwargs)
        self.initial["seen"] = self.version()
        if opportunity.state != State.DRAFT:
            self.fields["note"] = why_changed()

    def clean(self):
        cleaned = super().clean()
        self.take_theirs(cleaned)
        if cleaned.get("seen_state") == State.DRAFT != self.opportunity.state:
            self.data = self.data.copy()
            self.data["seen_state"] = self.opportunity.state
            self.add_error(None, PUBLISHED_MEANWHILE)
        return cleaned

    def meet(self, opportunity, problem: Exception) -> None:
        """Show what somebody else has saved; `opportunity` as it is stored now."""
        now = type(self)(opportunity=opportunity)
        self.show_conflict(now, last=last_saved(opportunity, self.columns), problem=problem)

    @property
    def why(self) -> str:
        return self.cleaned_data.get("note", "")
