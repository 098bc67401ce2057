"""Days of work, as people type them."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from support_requests.delivering.years import QUARTERS

QUARTER = Decimal("0.25")
SIGNS = {sign: f"{part}"[1:] for part, sign in QUARTERS.items()}  # "½" is ".5"


class DaysField(forms.DecimalField):
    """Days to a quarter: "2", "2.5", "2½". `what` begins its messages; `least` and `most` are the bounds."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, what: str, least: Decimal = QUARTER, most: Decimal = Decimal(9999), **kwargs):
        self.what, self.least, self.most = what, least, most
        problem = f"{what}: enter days in digits, such as 2 or 2.5"
        messages = {"required": f"{what}: enter how many days", "invalid": problem}
        messages |= dict.fromkeys(("max_digits", "max_whole_digits", "max_decimal_places"), problem)
        super().__init__(max_digits=6, decimal_places=2, error_messages=messages, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = re.sub(r"[\s]|days?$", "", value)
            for sign, digits in SIGNS.items():
                value = value.replace(sign, digits)
        return super().to_python(value)

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if not self.least <= value <= self.most:  # first: what is far too large cannot be divided
            raise ValidationError(f"{self.what}: enter {_plain(self.least)} to {_plain(self.most)} days")
        if value % QUARTER:
            raise ValidationError(f"{self.what}: enter quarters of a day, such as 1.25")

    def prepare_value(self, value):
        return _plain(value) if isinstance(value, Decimal) else value


def _plain(days: Decimal) -> str:
    return f"{days.normalize():f}"
