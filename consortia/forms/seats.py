"""For which member one acts: asked only of those who act for several."""

from crispy_forms_gds.choices import Choice
from django import forms

from consortia.models import ConsortiumMember
from consortia.workspace.seats import Workspace


class SeatForm(forms.Form):
    """A form of a workspace; `seat` is the member that it is sent for."""

    def __init__(self, *args, workspace: Workspace, **kwargs):
        super().__init__(*args, **kwargs)
        self._seats = {str(member.pk): member for member in workspace.acting}
        field = forms.ChoiceField(
            label="For which organisation do you act?",
            choices=[Choice(key, member.organisation.name) for key, member in self._seats.items()],
            widget=forms.RadioSelect,
            error_messages={
                "required": "Select the organisation that you act for",
                "invalid_choice": "Select the organisation that you act for",
            },
        )
        if len(self._seats) > 1:
            self.fields = {"seat": field} | self.fields

    @property
    def seat(self) -> ConsortiumMember:
        """The only one, or the one chosen. After is_valid()."""
        return self._seats[self.cleaned_data["seat"]] if "seat" in self.fields else next(iter(self._seats.values()))
