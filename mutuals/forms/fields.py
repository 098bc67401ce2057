"""Fields that take what people type, and say kindly what they cannot take."""

import datetime as dt
import re

from crispy_forms_gds.fields import DateInputField
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import number_format

from mutuals.choices import Kind
from partnerships_portal.reference.models import LocalAuthority
from partnerships_portal.reference.postcodes import (
    PostcodeProblem,
    country_of_postcode,
    find_postcode,
    postcode_problem,
)


class PastDateField(DateInputField):
    """A day that is not in the future, typed as day, month and year; cleans to a date or None."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for part in self.fields:
            part.validators = []  # theirs say "Enter a valid date" of no date in particular; `compress` says which

    def compress(self, data_list):
        if not any(data_list or ()):
            return None
        try:
            day, month, year = (int(part) for part in data_list)
            date = dt.date(year, month, day)
        except (TypeError, ValueError, OverflowError):
            raise ValidationError(f"{self.label}: enter a day, month and year, like 27 3 2015") from None
        if not dt.date(1800, 1, 1) <= date <= timezone.localdate():
            raise ValidationError(f"{self.label}: enter a date from 1800 to today")
        return date


class KindField(forms.ChoiceField):
    """What an organisation says it is."""

    def __init__(self):
        super().__init__(
            choices=Kind,
            label="Kind of organisation",
            help_text="A public service mutual has left the public sector, still delivers public services, and its "
            "staff have a significant degree of influence or control",
            widget=forms.RadioSelect,
            error_messages={"required": "Select the kind of organisation", "invalid_choice": "Select one of the kinds"},
        )


class NumberField(forms.CharField):
    """A number as people write it: "£1,250,000", "12.5". Cleans to an int, or a float if `fractions`."""

    def __init__(self, *, what: str, minimum: float = 0, maximum: float = 10**12, fractions: bool = False, **kwargs):
        self.problem = kwargs.pop("problem", "")  # instead of the general words
        self.what, self.minimum, self.maximum, self.fractions = what, minimum, maximum, fractions
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal" if fractions else "numeric"}))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return number_format(value, force_grouping=True) if isinstance(value, int) else value

    def clean(self, value):
        text = re.sub(r"[£,\s]", "", super().clean(value))
        if not text:
            return None
        shape = r"\d{1,15}(\.\d{1,6})?" if self.fractions else r"\d{1,15}"
        if not re.fullmatch(shape, text, re.ASCII):
            digits = "digits" if self.fractions else "digits, without pence"
            raise ValidationError(self.problem or f"{self.what} must be a number in {digits}, like {self._example()}")
        number = float(text) if self.fractions else int(text)
        if not self.minimum <= number <= self.maximum:
            low, high = (number_format(edge, force_grouping=True) for edge in (self.minimum, self.maximum))
            raise ValidationError(f"{self.what} must be between {low} and {high}")
        return number

    def _example(self) -> str:
        return "12.5" if self.fractions else "1,250,000"


class RegisterNumberField(forms.CharField):
    """A number of a public register, whose spaces do not count; cleans to capitals."""

    shape: str
    problem: str

    def clean(self, value):
        text = self.completed(re.sub(r"\s", "", super().clean(value)).upper())
        if text and not re.fullmatch(self.shape, text, re.ASCII):
            raise ValidationError(self.problem)
        return text

    def completed(self, number: str) -> str:
        return number


class CompanyNumberField(RegisterNumberField):
    """A Companies House number; one of seven digits has lost its leading zero. Registered societies end in R or RS."""

    shape = r"[A-Z0-9]{2}(\d{6}|\d{5}R|\d{4}RS)"
    problem = "Enter a Companies House number of 8 characters, like 01234567 or OC123456"

    def completed(self, number):
        return number.zfill(8) if re.fullmatch(r"\d{7}", number, re.ASCII) else number


class CharityNumberField(RegisterNumberField):
    """A charity number, of Scotland with SC, of Northern Ireland with NIC; a linked charity has a suffix."""

    shape = r"(?=.{6,10}$)(SC|NIC)?\d{6,8}(-\d{1,2})?"  # ten characters are kept
    problem = "Enter a charity number of 6 to 8 digits, like 1123456 or 1123456-1"


OUTSIDE_ENGLAND = (
    "Enter a postcode in England: this one is in {country}, and the programme helps those who deliver public services "
    "in England"
)


class PostcodeField(forms.CharField):
    """A postcode in England; cleans to its usual spelling. `base_of` finds where it lies."""

    default_error_messages = {"max_length": "Enter a full UK postcode, like LS1 1UR"}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        found = find_postcode(text)
        if found is None:
            problem = postcode_problem(text)
            if problem is PostcodeProblem.OUTSIDE_ENGLAND:
                raise ValidationError(OUTSIDE_ENGLAND.format(country=country_of_postcode(text)))
            raise ValidationError(str(problem.value) if problem else "Enter a full UK postcode, like LS1 1UR")
        return found.text


def base_of(postcode: str) -> dict:
    """What a cleaned postcode tells of an organisation's base: its district and its point; nothing for an empty one."""
    found = find_postcode(postcode) if postcode else None
    return {
        "base_authority": authority_of(postcode),
        "base_easting": found.easting if found else None,
        "base_northing": found.northing if found else None,
    }


def authority_of(postcode: str) -> LocalAuthority | None:
    """The district that a cleaned postcode lies in; None for an empty one."""
    found = find_postcode(postcode) if postcode else None
    return LocalAuthority.objects.filter(code=found.authority_code).first() if found else None
