"""How many weeks a partnership model takes to form."""

from django import forms

MOST = 104


class FormingTimeForm(forms.Form):
    """The weeks, and those that the page showed when it was opened."""

    weeks = forms.IntegerField(
        label="Weeks from the first talk to a bid",
        help_text=f"A whole number from 0 to {MOST}",
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many weeks it takes",
            "invalid": "Weeks: enter a whole number, such as 6",
            "min_value": "Weeks: enter 0 or more",
            "max_value": f"Weeks: enter {MOST} or fewer",
        },
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
