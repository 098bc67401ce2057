"""What people write about an offer of somebody else, and what programme staff decide."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.forms.fields import LongTextField
from consortia.models import PartnerOffer

MESSAGE_LENGTH = 3000
State = PartnerOffer.State


class AnswerForm(forms.Form):
    """For which organisation, and what it says."""

    organisation = forms.ChoiceField(
        label="For which of your organisations do you answer?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select the organisation that answers",
            "invalid_choice": "Select one of your organisations that can answer",
        },
    )
    message = LongTextField(
        label="Your message",
        help_text="Who you are, why this fits, and what you suggest as a next step",
        rows=7,
        max_length=MESSAGE_LENGTH,
        error_messages={"required": "Enter your message"},
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        self.fields["organisation"].choices = [Choice(key, one.name) for key, one in self.organisations.items()]
        if len(self.organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = next(iter(self.organisations))

    def clean_organisation(self):
        return self.organisations[self.cleaned_data["organisation"]]


class MessageForm(forms.Form):
    """One message more."""

    text = LongTextField(
        label="Write to them", rows=5, max_length=MESSAGE_LENGTH, error_messages={"required": "Enter your message"}
    )


class OutcomeForm(forms.Form):
    """What came of an answer."""

    outcome = forms.ChoiceField(
        label="What do you tell them?",
        choices=[
            Choice("taken_up", "We take it up", hint="You go on writing to each other, or propose a partnership"),
            Choice(
                "not_this_time", "Not this time", hint="We thank them in kind words, and you need not give a reason"
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whether you take it up",
            "invalid_choice": "Select whether you take it up",
        },
    )


class ReviewForm(forms.Form):
    """Whether it is published, and what its organisation reads."""

    decision = forms.ChoiceField(
        choices=[
            Choice(State.PUBLISHED, "Publish", hint="Others see it at once, and can answer it"),
            Choice(State.RETURNED, "Return", hint="They change it and send it again"),
            Choice(State.DECLINED, "Decline", hint="It is not for the portal, however it is written"),
        ],
        label="Your decision",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select publish, return or decline",
            "invalid_choice": "Select publish, return or decline",
        },
    )
    reason = LongTextField(
        label="What they should change, or why it is declined",
        help_text="Its organisation reads it. Leave it empty to publish",
        rows=4,
        max_length=1000,
        required=False,
    )
    wording = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") in (State.RETURNED, State.DECLINED) and not cleaned.get("reason"):
            words = "Say what they should change" if cleaned["decision"] == State.RETURNED else "Say why it is declined"
            self.add_error("reason", words)
        return cleaned
