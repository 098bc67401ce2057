"""What managers type about budgets."""

import datetime as dt

from django import forms

from commissioners.forms.fields import TextField
from support_requests.delivering.years import year_in_words, year_of

from .days import DaysField
from .drawn import Drawn


class BudgetDaysForm(Drawn):
    """How many days; `seen` are those that stood there."""

    days = DaysField(what="Days", label="How many days in the year?", help_text="For example, 250")
    seen = forms.DecimalField(max_digits=6, decimal_places=2, widget=forms.HiddenInput)


class BudgetForm(Drawn):
    """Days of a programme for this year or the next."""

    programme = TextField(
        label="Programme",
        help_text="For example, “Mutuals Partnerships Support Programme”",
        max_length=150,
        error_messages={"required": "Enter the name of the programme"},
    )
    year = forms.TypedChoiceField(
        label="Year",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the year", "invalid_choice": "Choose one of the years"},
    )
    days = DaysField(what="Days", label="How many days in the year?", help_text="For example, 250")

    def __init__(self, data=None, *, today: dt.date):
        super().__init__(data)
        this = year_of(today)
        self.fields["year"].choices = [
            (year, f"April {year_in_words(year)[:4]} to March {year + 1}") for year in (this, this + 1)
        ]
