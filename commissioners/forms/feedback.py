"""Feedback to an organisation."""

from django import forms

from commissioners.delivery.feedback import who_may_be_given
from commissioners.models import Lot
from mutuals.models import Organisation

from .fields import LongTextField


class FeedbackForm(forms.Form):
    """To whom, on what, and the words."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="To which organisation?",
        help_text="Those that told you their interest, and those that an award names.",
        empty_label="Choose",
        error_messages={"required": "Select to whom you give feedback", "invalid_choice": "Select one of the list"},
    )
    lot = forms.ModelChoiceField(
        queryset=Lot.objects.none(),
        label="On which lot?",
        required=False,
        empty_label="The whole",
        error_messages={"invalid_choice": "Select one of the lots"},
    )
    text = LongTextField(
        label="Your feedback",
        help_text="What was good, what was missing, and what would help next time. Their people and yours read it.",
        rows=8,
        max_length=4000,
        error_messages={"required": "Write your feedback"},
    )

    def __init__(self, *args, opportunity, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = who_may_be_given(opportunity).order_by("name", "pk")
        self.fields["lot"].queryset = opportunity.lots.all()
        if opportunity.lots.count() == 1:
            del self.fields["lot"]
