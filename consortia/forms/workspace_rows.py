"""What forms over one row of a workspace share: what stood there when it was opened, and who meets whom."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from commissioners.actions.meanwhile import plain, state_of
from commissioners.forms.fields import MoneyField, name_of
from consortia.cost_sharing.shares import pounds
from partnerships_portal.conflicts import meeting
from partnerships_portal.conflicts.meeting import SEEN_LENGTH


def seat_field(seats) -> forms.ChoiceField:
    """For whom the person acts, where they may for several members."""
    return forms.ChoiceField(
        label="For which organisation do you do this?",
        choices=[(str(seat.pk), seat.organisation.name) for seat in seats],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the organisation that you act for",
            "invalid_choice": "Choose the organisation that you act for from the list",
        },
    )


class SeatForm(forms.Form):
    """A form that a person sends for a member. `seats`: those for which they may, at least one."""

    def __init__(self, data=None, *, seats: list, **kwargs):
        super().__init__(data, **kwargs)
        self.seats = seats
        if len(seats) > 1:
            self.fields["seat"] = seat_field(seats)

    @property
    def member(self):
        """The member that the person acts for."""
        return next((one for one in self.seats if str(one.pk) == self.cleaned_data.get("seat")), self.seats[0])


class RowForm(meeting.MeetsOthers, SeatForm):
    """Fields called as those of the `row`, which `columns` names."""

    columns: tuple[str, ...] = ()
    seen = forms.CharField(required=False, max_length=SEEN_LENGTH, widget=forms.HiddenInput)

    def __init__(self, data=None, *, row, seats: list, **kwargs):
        self.row = row
        self.given: dict[str, Any] = {"seats": seats, **kwargs}
        super().__init__(data, seats=seats, initial=self.opened())
        self.prepare(**kwargs)
        self.initial["seen"] = self.version()

    def prepare(self, **kwargs) -> None:
        """Make the fields that depend on the row, or on more that was given."""

    def opened(self) -> dict:
        """What the fields show at first."""
        return {name: getattr(self.row, name) for name in self.columns}

    def clean(self):
        cleaned = super().clean()
        for name in self.theirs & self.fields.keys():
            cleaned[name] = self.stored_value(name)
            self.errors.pop(name, None)
        return cleaned

    def stored_value(self, name: str):
        """A field as it is stored now."""
        return getattr(self.row, name)

    @property
    def values(self) -> dict:
        """What was typed, by field of the row."""
        return {name: self.cleaned_data[name] for name in self.columns}

    def stored(self) -> dict:
        return state_of(self.row, self.columns)

    def typed(self) -> dict:
        return {name: plain(value) for name, value in self.values.items()}

    def label_of(self, name: str) -> str:
        return name_of(str(self.fields[name].label))

    def words(self, name: str, value) -> str:
        if isinstance(self.fields[name], MoneyField):
            return pounds(Decimal(value)) if value is not None else ""
        choices = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        return choices.get(str(value), "") if choices else meeting.in_words(value)

    def meet(self, row, problem: Exception) -> None:
        """Show what somebody else has saved; `row` as it is stored now."""
        self.show_conflict(type(self)(row=row, **self.given), last=None, problem=problem)
        if self.conflict and row.changed_at:
            self.conflict = replace(self.conflict, who=str(row.changed_by), at=row.changed_at)


def number_field(label: str, choices, *, required: str = "", none: str = "", widget=None, **kwargs):
    """One of numbered choices; cleans to an int, or None where `none` says what that means."""
    options = [*([("", none)] if none else []), *((str(key), words) for key, words in choices)]
    return forms.TypedChoiceField(
        label=label,
        choices=options,
        coerce=int,
        empty_value=None,
        required=bool(required),
        widget=widget or forms.RadioSelect,
        error_messages={
            "required": required,
            "invalid_choice": f"{name_of(label)}: choose from the list",
        },
        **kwargs,
    )
