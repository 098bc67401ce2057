"""Naming people for the steering group, and notes of its meetings."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.forms.fields import DateField, LongTextField, TextField
from mutuals.models import Membership

from .seats import SeatForm

UNKNOWN = "Select somebody of the organisation that you act for"


class SteeringPersonForm(SeatForm):
    """Somebody of one's own organisation."""

    person = forms.ChoiceField(
        label="Whom do you name?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whom you name", "invalid_choice": UNKNOWN},
    )
    does = TextField(label="What do they do there? (optional)", max_length=200, required=False)
    until = DateField(label="Last day of the term (optional)", required=False)

    def __init__(self, *args, workspace, **kwargs):
        super().__init__(*args, workspace=workspace, **kwargs)
        own = [seat.organisation_id for seat in workspace.acting]
        rows = Membership.objects.filter(organisation__in=own, user__is_active=True)
        self._rows = list(rows.select_related("user", "organisation").order_by("organisation__name", "user__email"))
        several = len(own) > 1
        self.fields["person"].choices = [
            Choice(str(row.pk), str(row.user), hint=str(row.organisation) if several else None) for row in self._rows
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("person") and "seat" not in self.errors:
            row = self._row
            if row.organisation_id != self.seat.organisation_id:
                self.add_error("person", UNKNOWN)
        return cleaned

    @property
    def _row(self) -> Membership:
        return next(row for row in self._rows if str(row.pk) == self.cleaned_data["person"])

    @property
    def named(self) -> dict:
        """What the action takes. After is_valid()."""
        given = self.cleaned_data
        return {"member": self.seat, "person": self._row.user, "does": given["does"], "until": given["until"]}


class MeetingForm(SeatForm):
    """When they met, and what came of it."""

    held_on = DateField(label="Day of the meeting")
    notes = LongTextField(
        label="Notes",
        help_text="Who was there, what was said, what follows. What you agree is a decision: propose it there",
        rows=8,
        max_length=4000,
        error_messages={"required": "Write what came of the meeting"},
    )
