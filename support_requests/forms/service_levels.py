"""What managers say of service levels: how soon, from when, and why."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from commissioners.forms.fields import DateField, TextField, clock_time
from support_requests.models.service_levels import Unit
from support_requests.service_levels.levels import Level

MOST = 200
EARLIEST, LATEST = dt.time(6), dt.time(22)
YEARS_AHEAD = 2


class TimeField(forms.Field):
    """A time of day as people write it, within which an office can be open; gives a time."""

    def __init__(self, *, label: str):
        attrs = {"class": "govuk-input--width-5"}
        super().__init__(
            label=label,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": f"{label}: enter a time, such as 9am"},
        )

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        try:
            time = clock_time(text)
        except ValidationError as problem:
            raise ValidationError(f"{self.label}: {problem.message}", code="invalid") from None
        if not EARLIEST <= time <= LATEST:
            raise ValidationError(f"{self.label}: enter a time from 6am to 10pm", code="out_of_hours")
        return time


class NumberField(forms.IntegerField):
    """So many working days or hours."""

    def __init__(self, *, label: str):
        super().__init__(
            label=label,
            min_value=1,
            max_value=MOST,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
            error_messages={
                "required": f"{label}: enter a number",
                "invalid": f"{label}: enter a whole number, such as 2",
                "min_value": f"{label}: enter 1 or more",
                "max_value": f"{label}: enter {MOST} or less",
            },
        )


class UnitField(forms.ChoiceField):
    def __init__(self, *, label: str):
        super().__init__(
            label=label,
            choices=[(Unit.DAYS, "Working days"), (Unit.HOURS, "Working hours")],
            widget=forms.RadioSelect,
            error_messages={
                "required": f"{label}: choose days or hours",
                "invalid_choice": f"{label}: choose days or hours",
            },
        )


class FromWhenForm(forms.Form):
    """From when a change holds, and why. `seen` is what the page showed as the newest when it was opened."""

    since = DateField(
        label="From when?",
        help_text="Requests that are sent from this day on. Today means from now on.",
    )
    because = TextField(
        label="Why do you change it?",
        help_text="Programme staff read this in the history.",
        max_length=500,
        error_messages={"required": "Say why you change it"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_since(self):
        since, today = self.cleaned_data["since"], timezone.localdate()
        if since < today:
            raise ValidationError("From when: enter today or a later day. What was promised before stays as it was.")
        if since > today + dt.timedelta(days=366 * YEARS_AHEAD):
            raise ValidationError(f"From when: enter a day within the next {YEARS_AHEAD} years")
        return since


class ServiceLevelForm(FromWhenForm):
    """What is promised of one priority."""

    first_reply = NumberField(label="First reply within")
    first_reply_unit = UnitField(label="The first reply is counted in")
    decision = NumberField(label="Decision within")
    decision_unit = UnitField(label="The decision is counted in")
    field_order = ["first_reply", "first_reply_unit", "decision", "decision_unit", "since", "because"]

    @property
    def level(self) -> Level:
        """After is_valid()."""
        given = self.cleaned_data
        return Level(given["first_reply"], given["decision"], given["first_reply_unit"], given["decision_unit"])


class OfficeHoursForm(FromWhenForm):
    """From when to when the office is open on a working day."""

    opens = TimeField(label="Opens at")
    closes = TimeField(label="Closes at")
    field_order = ["opens", "closes", "since", "because"]

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and opens >= closes:
            self.add_error("closes", "Closes at: enter a time after it opens")
        return cleaned


class ClosedDayForm(forms.Form):
    """A day on which the office is closed."""

    day = DateField(label="Which day?")
    because = TextField(
        label="Why is it closed?",
        help_text="Programme staff read this.",
        max_length=200,
        error_messages={"required": "Say why it is closed"},
    )

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day > today + dt.timedelta(days=366 * YEARS_AHEAD):
            raise ValidationError(f"Which day: enter a day within the next {YEARS_AHEAD} years")
        return day
