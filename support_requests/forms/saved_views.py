"""Keeping a view of the queue."""

from django import forms

from support_requests.models import SavedView

NAME_MISSING = "Enter a name for the view"


class NameForm(forms.Form):
    """The name of a view."""

    name = forms.CharField(
        label="Name",
        max_length=SavedView._meta.get_field("name").max_length,
        error_messages={"required": NAME_MISSING, "max_length": "The name must be 60 characters or fewer"},
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-20", "autocomplete": "off"}),
    )


class ViewForm(NameForm):
    """The name, and whether the queue opens with it."""

    is_default = forms.BooleanField(label="Open the queue with this view", required=False)
