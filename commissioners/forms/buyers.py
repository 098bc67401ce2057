"""Asking a body to buy together, and answering."""

from django import forms

from .fields import LongTextField


class AskForm(forms.Form):
    """What the body that is asked reads."""

    message = LongTextField(
        label="Message (optional)",
        help_text="Why you would buy together, and what you ask of them. Their owners and editors read it.",
        rows=4,
        max_length=1000,
        required=False,
    )


class AnswerForm(forms.Form):
    """Agree or decline."""

    answer = forms.ChoiceField(
        label="Do you agree to buy together?",
        choices=[("agree", "Yes, we agree"), ("decline", "No, we decline")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whether you agree to buy together",
            "invalid_choice": "Select whether you agree to buy together",
        },
    )
    reason = LongTextField(
        label="If you decline, why? (optional)",
        help_text="Only the people of the body that asked you read it.",
        rows=3,
        max_length=1000,
        required=False,
    )
