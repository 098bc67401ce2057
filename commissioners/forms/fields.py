"""Dates, deadlines, money and yes-or-no as the GOV.UK Design System asks for them."""

import datetime as dt
import re

from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.widgets import DateInputWidget
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

NOT_A_DATE = "enter a real date, such as 27 3 2027"
NOT_SHOWN = "take out the characters that cannot be shown"
EARLIEST, LATEST = 1990, 2100
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?")


def name_of(label: str) -> str:
    """A field as its error messages name it: the label without what is said about leaving it empty."""
    return label.removesuffix(" (optional)").removesuffix("?")


def chosen_from_the_list(name: str) -> dict[str, str]:
    """Error messages of a field of checkboxes."""
    problem = f"{name}: choose from the list"
    return {"invalid_choice": problem, "invalid_list": problem}


def _date(day: str, month: str, year: str) -> dt.date:
    try:
        date = dt.date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        raise ValidationError(NOT_A_DATE, code="invalid") from None
    if not EARLIEST <= date.year <= LATEST:
        raise ValidationError(f"enter a year from {EARLIEST} to {LATEST}", code="invalid")
    return date


class DateField(DateInputField):
    """Day, month and year; gives a date.

    Every message begins with the field's name: a page asks for several dates. Cleans by itself: the field that it
    extends fails on a date of which a part is missing.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"{self.name}: enter the day, month and year"

    def clean(self, value):
        parts = [str(part).strip() if part is not None else "" for part in value or ()]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(parts[:3]):
            raise ValidationError(f"{self.name}: enter the day, month and year", code="incomplete")
        try:
            return self.compress(parts)
        except ValidationError as problem:
            raise ValidationError(f"{self.name}: {problem.message}", code=problem.code) from None

    @property
    def name(self) -> str:
        return name_of(str(self.label))

    def compress(self, data_list):
        return _date(*data_list)


class DeadlineWidget(DateInputWidget):
    """Day, month, year and time of day."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attrs = {"class": "govuk-input govuk-date-input__input govuk-input--width-5", "label": "Time"}
        self.widgets = [*self.widgets, forms.TextInput(attrs=attrs)]
        self.widgets_names = [*self.widgets_names, "_3"]

    def decompress(self, value):
        if not value:
            return None, None, None, None
        local = timezone.localtime(value)
        return local.day, local.month, local.year, f"{local:%H:%M}"


class DeadlineField(DateField):
    """A date and a time of day in UK local time (12 noon where no time is given); gives a datetime."""

    widget = DeadlineWidget

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.fields = (*self.fields, forms.CharField(label="Time", required=False))

    def compress(self, data_list):
        day, month, year, *time = data_list
        return uk_moment(_date(day, month, year), clock_time("".join(time)))


def uk_moment(date: dt.date, time: dt.time) -> dt.datetime:
    """That time of day by UK clocks. Raises ValidationError for one that the clocks skip in March or have twice."""
    moment = timezone.make_aware(dt.datetime.combine(date, time))
    as_it_came = dt.datetime.combine(date, time)
    if moment.astimezone(dt.UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != as_it_came:
        raise ValidationError("the clocks go forward in that hour: enter a time before 1am or from 2am", code="skipped")
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise ValidationError("the clocks go back in that hour: enter a time before 1am or from 2am", code="twice")
    return moment


def clock_time(text: str) -> dt.time:
    """A time of day as people write it: "12:00", "5pm", "11.59 pm", "noon", "midnight", "" (noon)."""
    text = text.strip().lower()
    if text in ("", "noon", "12 noon", "midday", "12 midday"):
        return dt.time(12)
    if text in ("midnight", "12 midnight"):
        return dt.time(0)
    found = CLOCK.fullmatch(text)
    if not found:
        raise ValidationError("enter the time like 17:00 or 5pm", code="invalid")
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        if not 1 <= hour <= 12:
            raise ValidationError("enter the time like 17:00 or 5pm", code="invalid")
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise ValidationError("enter the time like 17:00 or 5pm", code="invalid")
    return dt.time(hour, minute)


class TextField(forms.CharField):
    """A text whose messages name it."""

    def __init__(self, *, label: str, max_length: int, error_messages=None, **kwargs):
        messages = {
            "max_length": f"{name_of(label)}: use {max_length:,} characters or fewer",
            "null_characters_not_allowed": f"{name_of(label)}: {NOT_SHOWN}",
        }
        super().__init__(label=label, max_length=max_length, error_messages=messages | (error_messages or {}), **kwargs)


class LongTextField(TextField):
    """A text of several lines. Browsers send their line ends as two characters: saved as one, so that an unchanged
    text stays unchanged."""

    def __init__(self, *, rows: int, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class MoneyField(forms.DecimalField):
    """Pounds, however they are written: "£1,250,000", "1 250 000.50". `what` begins its messages."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal", "spellcheck": "false"})

    def __init__(self, *, what: str, error_messages=None, **kwargs):
        too_much = f"{what}: enter an amount under £1 trillion"
        messages = {
            "invalid": f"{what}: enter an amount in pounds, such as 1,250,000",
            "max_digits": too_much,
            "max_whole_digits": too_much,
            "max_decimal_places": f"{what}: enter pounds and pence with at most two digits for pence",
        }
        messages |= error_messages or {}
        super().__init__(max_digits=14, decimal_places=2, localize=False, error_messages=messages, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = re.sub(r"[£,\s]", "", value)
        return super().to_python(value)

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return f"{value:,.2f}".removesuffix(".00") if value != int(value) else f"{int(value):,}"


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not stated; gives True, False or None."""

    def __init__(self, *, label: str, **kwargs):
        super().__init__(
            label=label,
            error_messages={"invalid_choice": f"{name_of(label)}: choose yes, no or not stated"},
            choices=[("yes", "Yes"), ("no", "No"), ("", "Not stated")],
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


def why_changed() -> LongTextField:
    """The field of every form that amends what is published."""
    return LongTextField(
        label="Why do you change it? (optional)",
        help_text="Shown to everyone in the change history, beside what changed.",
        rows=3,
        max_length=1000,
        required=False,
    )
