"""What buyers say of their market engagement events, and people who come."""

from django import forms
from django.utils import timezone

from .fields import DeadlineField, LongTextField, TextField

COLUMNS = (
    *("title", "description", "starts_at", "ends_at", "is_online", "venue"),
    *("joining_details", "places", "sign_up_by"),
)


class EventForm(forms.Form):
    """An event. Times are UK local time."""

    title = TextField(
        label="Title",
        help_text="Such as “Online briefing: what we plan for youth work”",
        max_length=200,
        error_messages={"required": "Enter a title for the event"},
    )
    description = LongTextField(
        label="What is it about, and who should come? (optional)", rows=5, max_length=4000, required=False
    )
    starts_at = DeadlineField(label="Starts", help_text="UK time, for example 27 3 2027 10am")
    ends_at = DeadlineField(label="Ends", help_text="UK time.")
    is_online = forms.BooleanField(label="People can join online", required=False)
    venue = LongTextField(
        label="Where it takes place (optional)",
        help_text="Anyone can read this. Leave empty if it is only online.",
        rows=2,
        max_length=500,
        required=False,
    )
    joining_details = LongTextField(
        label="How to join (optional)",
        help_text="A link to the meeting, how to find the room. Only those who have signed up read this.",
        rows=3,
        max_length=1000,
        required=False,
    )
    places = forms.IntegerField(
        label="How many people can come? (optional)",
        help_text="Leave empty for any number.",
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "invalid": "How many people can come: enter a whole number, such as 30",
            "min_value": "How many people can come: enter at least 1, or leave it empty",
            "max_value": "How many people can come: enter at most 100,000, or leave it empty",
        },
    )
    sign_up_by = DeadlineField(
        label="Sign up by (optional)",
        help_text="UK time. Leave empty to let people sign up until it starts.",
        required=False,
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": "Open this page again: it does not say which version you changed"},
    )

    def __init__(self, *args, event=None, **kwargs):
        self.event = event
        initial = {name: getattr(event, name) for name in (*COLUMNS, "version")} if event else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["starts_at"].error_messages["required"] = "Enter when it starts"
        self.fields["ends_at"].error_messages["required"] = "Enter when it ends"

    def clean(self):
        cleaned = super().clean()
        start, end, by = (cleaned.get(name) for name in ("starts_at", "ends_at", "sign_up_by"))
        if start and start <= timezone.now() and not self._is_as_before("starts_at", start):
            self.add_error("starts_at", "Starts: enter a date and time in the future")
        if start and end and end <= start:
            self.add_error("ends_at", "It must end after it starts")
        if start and by and by > start:
            self.add_error("sign_up_by", "Sign up by: enter a time before it starts")
        if by and by <= timezone.now() and not self._is_as_before("sign_up_by", by):
            self.add_error("sign_up_by", "Sign up by: enter a date and time in the future, or leave it empty")
        if not cleaned.get("is_online") and not cleaned.get("venue") and "venue" not in self.errors:
            self.add_error("venue", "Say where it takes place, or that people can join online")
        return cleaned

    def _is_as_before(self, name: str, moment) -> bool:
        """Whether it is what the page showed, which shows no seconds."""
        before = getattr(self.event, name, None)
        return before is not None and before.replace(second=0, microsecond=0) == moment

    @property
    def values(self) -> dict:
        """What was typed; a moment that stayed as the page showed it keeps its seconds."""
        said = {name: self.cleaned_data[name] for name in COLUMNS}
        for name in ("starts_at", "ends_at", "sign_up_by"):
            if said[name] and self._is_as_before(name, said[name]):
                said[name] = getattr(self.event, name)
        return said


class CancelEventForm(forms.Form):
    """Why an event does not take place."""

    reason = LongTextField(
        label="Why is it cancelled?",
        help_text="Anyone can read this.",
        rows=3,
        max_length=1000,
        error_messages={"required": "Say why the event is cancelled"},
    )


class SignUpForm(forms.Form):
    """For whom a person comes, and what they need."""

    organisation = forms.ChoiceField(
        label="For which organisation do you come?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select the organisation for which you come",
            "invalid_choice": "Select one of your organisations",
        },
    )
    needs = LongTextField(
        label="Is there anything that you need to take part? (optional)",
        help_text="For example step-free access, a sign language interpreter or a dietary need. Only the buyer’s "
        "people read this; it is deleted 28 days after the event.",
        rows=3,
        max_length=500,
        required=False,
    )

    def __init__(self, *args, own, sign_up=None, **kwargs):
        self.own = {str(one.pk): one for one in own}
        first = {"organisation": str(sign_up.organisation_id), "needs": sign_up.needs} if sign_up else {}
        if len(own) == 1:
            first["organisation"] = str(own[0].pk)
        super().__init__(*args, initial=first, **kwargs)
        self.fields["organisation"].choices = [(key, str(one)) for key, one in self.own.items()]
        if len(own) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()

    @property
    def chosen(self):
        return self.own[self.cleaned_data["organisation"]]
