"""Claiming an imported opportunity, and deciding on claims."""

from crispy_forms_gds.choices import Choice
from django import forms

from .fields import LongTextField


class ClaimForm(forms.Form):
    """For which body, and how programme staff can tell."""

    body = forms.ChoiceField(
        label="Which of your bodies buys this?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select the body that buys this",
            "invalid_choice": "Select one of the bodies that you act for",
        },
    )
    reason = LongTextField(
        label="How can programme staff tell that it is yours?",
        help_text="For example another name of your body, the department that buys, or your reference. They read it "
        "with your name and e-mail address",
        rows=4,
        max_length=1000,
        error_messages={"required": "Say how programme staff can tell that it is yours"},
    )

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.pk): body for body in bodies}
        self.fields["body"].choices = [Choice(key, body.name) for key, body in self.bodies.items()]
        if len(self.bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.fields["body"].initial = next(iter(self.bodies))

    def clean_body(self):
        return self.bodies[self.cleaned_data["body"]]


class DecisionForm(forms.Form):
    """Whether the body acts as the buyer from now on, and why."""

    decision = forms.ChoiceField(
        choices=[
            Choice("approve", "Approve", hint="The body acts as the buyer of it from now on"),
            Choice("decline", "Decline", hint="The body is told, and can claim it again with something new"),
        ],
        label="Your decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Select approve or decline", "invalid_choice": "Select approve or decline"},
    )
    reason = LongTextField(
        label="How you could tell",
        help_text="The people of the body read it, and so do those of the body that the notice names",
        rows=4,
        max_length=1000,
        error_messages={"required": "Say how you could tell"},
    )


class EndForm(forms.Form):
    """Why an approval is taken back."""

    reason = LongTextField(
        label="Why does it end?",
        help_text="The people of the body read it",
        rows=4,
        max_length=1000,
        error_messages={"required": "Say why the body may no longer act as the buyer"},
    )
