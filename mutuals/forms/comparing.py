"""The form that keeps a comparison."""

from django import forms

from mutuals import actions
from mutuals.models import Organisation, SavedComparison

from .section import laid_out


class SaveComparisonForm(forms.ModelForm):
    """A name for the organisations on the page."""

    class Meta:
        model = SavedComparison
        fields = ("name",)
        labels = {"name": "Name of this comparison"}
        error_messages = {
            "name": {
                "required": "Enter a name to find this comparison by",
                "max_length": "Name of this comparison: use 120 characters or fewer",
            }
        }

    def __init__(self, data=None, *, organisations: tuple[Organisation, ...]):
        super().__init__(data)
        self.organisations = list(organisations)
        self.helper = laid_out(self)

    def validate_unique(self):
        """The action tells a name that is taken from the same comparison sent twice."""

    def save(self, *, by, at) -> SavedComparison | None:
        """The comparison, or None with an error that says why it was not kept."""
        try:
            return actions.save_comparison(
                name=self.cleaned_data["name"], organisations=self.organisations, by=by, at=at
            )
        except actions.CannotKeep as error:
            self.add_error("name", str(error))
            return None
