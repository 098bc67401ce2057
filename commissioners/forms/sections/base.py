"""What every section of an opportunity has in common."""

from django import forms

from commissioners.actions.meanwhile import plain, state_of
from commissioners.choices import State
from commissioners.differences import in_words
from commissioners.forms.fields import LongTextField, name_of
from commissioners.history import last_saved
from partnerships_portal.conflicts.meeting import SEEN_LENGTH, MeetsOthers

PUBLISHED_MEANWHILE = (
    "It was published while you were writing. What you save now is shown to everyone: read it again, then save."
)


class SectionForm(MeetsOthers, forms.Form):
    """One section of an opportunity. Once it is published, saving is an amendment and may say why.

    Where somebody else has saved the same answers meanwhile, it shows theirs beside what was typed.
    """

    columns: tuple[str, ...] = ()  # fields of the model, named alike here
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)
    seen_state = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, opportunity, **kwargs):
        self.opportunity = opportunity
        initial = {name: getattr(opportunity, name) for name in self.columns} | {"seen_state": opportunity.state}
        super().__init__(*args, initial=initial, **kwargs)
        self.initial["seen"] = self.version()
        if opportunity.state != State.DRAFT:
            self.fields["note"] = LongTextField(
                label="Why do you change it? (optional)",
                help_text="Shown to everyone in the change history, beside what changed.",
                rows=3,
                max_length=1000,
                required=False,
            )

    def clean(self):
        cleaned = super().clean()
        self._take_theirs(cleaned)
        if cleaned.get("seen_state") == State.DRAFT != self.opportunity.state:
            self.data = self.data.copy()
            self.data["seen_state"] = self.opportunity.state
            self.add_error(None, PUBLISHED_MEANWHILE)
        return cleaned

    def _take_theirs(self, cleaned) -> None:
        """What somebody else wrote and the person takes, so that the checks that follow see what would be stored."""
        for name in self.theirs & self.fields.keys():
            cleaned[name] = self.stored_value(name)
            self.errors.pop(name, None)

    def stored_value(self, name: str):
        """A field as it is stored now, in the form in which `values` has it."""
        return getattr(self.opportunity, name)

    def stored(self) -> dict:
        """What the section says, as it compares."""
        return state_of(self.opportunity, self.columns)

    def typed(self) -> dict:
        """What the person typed, as it compares."""
        return {name: plain(value) for name, value in self.values.items()}

    def label_of(self, name: str) -> str:
        return name_of(str(self.fields[name].label))

    def words(self, name: str, value) -> str:
        thing = type(self.opportunity)()
        setattr(thing, name, self.opportunity._meta.get_field(name).to_python(value))
        return in_words(thing, name)

    def meet(self, opportunity, problem: Exception) -> None:
        """Show what somebody else has saved; `opportunity` as it is stored now."""
        now = type(self)(opportunity=opportunity)
        self.show_conflict(now, last=last_saved(opportunity, self.columns), problem=problem)

    @property
    def values(self) -> dict:
        """What was typed, by field of the model."""
        return {name: self.cleaned_data[name] for name in self.columns}

    @property
    def why(self) -> str:
        return self.cleaned_data.get("note", "")
