"""Starting, publishing and ending an opportunity."""

from crispy_forms_gds.choices import Choice
from django import forms
from django.utils import timezone

from commissioners.choices import State
from commissioners.completeness import out_of_order

from .fields import DeadlineField, LongTextField, TextField


class CreateForm(forms.Form):
    """The title that a draft starts with."""

    title = TextField(
        label="What do you want to buy?",
        help_text="A title that a provider understands, such as “Youth clubs and mentoring in the north of the county”",
        max_length=300,
        error_messages={"required": "Enter a title for the opportunity"},
    )


class PublishForm(forms.Form):
    """How it is to be published. `states` are those that it can be published to.

    Where its timetable is short of time (`warning`), the buyer says that it knows. `seen`: which answers were checked.
    """

    to = forms.ChoiceField(
        label="How do you want to publish it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how you want to publish it",
            "invalid_choice": "Select one of the ways to publish it",
        },
    )

    seen = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    HINTS = {
        State.EARLY_ENGAGEMENT: "You are still shaping it. Providers learn of it early enough to find partners.",
        State.OPEN: "Tenders can be submitted to you until the deadline.",
    }
    LABELS = {State.EARLY_ENGAGEMENT: "For early engagement", State.OPEN: "Open for tenders"}

    def __init__(self, *args, states, warning=None, **kwargs):
        super().__init__(*args, **kwargs)
        if warning:
            self.fields["knowingly"] = forms.BooleanField(
                label="Publish it with this timetable all the same",
                help_text=f"No time to form: {'; '.join(warning.labels)}",
                error_messages={
                    "required": "Confirm that you publish it with too little time for some partnerships, or change "
                    "its dates"
                },
            )
        self.fields["to"].choices = [
            Choice(state.value, self.LABELS[state], hint=self.HINTS[state]) for state in states
        ]
        if len(states) == 1:
            self.initial["to"] = states[0].value


class ExtendForm(forms.Form):
    """Until when a closed opportunity takes tenders again, and why."""

    deadline = DeadlineField(
        label="Tenders by",
        help_text="UK time. Without a time it is 12 noon.",
    )
    reason = LongTextField(
        label="Why do you extend it?",
        help_text="Everyone can read this.",
        rows=4,
        max_length=1000,
        error_messages={"required": "Say why it is extended: those who kept to the first deadline want to know"},
    )

    def __init__(self, *args, opportunity, **kwargs):
        super().__init__(*args, **kwargs)
        self.opportunity = opportunity
        self.fields["deadline"].error_messages["required"] = "Tenders by: enter the new deadline"

    def clean_deadline(self):
        deadline = self.cleaned_data["deadline"]
        if deadline <= timezone.now():
            raise forms.ValidationError("Tenders by: enter a date and time in the future")
        dates = {"submission_deadline": deadline}
        problems = out_of_order(lambda name: dates.get(name) or getattr(self.opportunity, name))
        if problems:
            raise forms.ValidationError(problems[0][1])
        return deadline


class CancelForm(forms.Form):
    """Why it ends without an award."""

    reason = LongTextField(
        label="Why is it cancelled?",
        rows=4,
        max_length=1000,
        error_messages={"required": "Say why it is cancelled: providers may have begun to form partnerships"},
    )

    def __init__(self, *args, is_published: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_published:  # nobody outside has seen it
            self.fields["reason"].error_messages["required"] = "Say why it is cancelled, for your colleagues"


class RemoveForm(forms.Form):
    """Whether a lot goes."""

    note = LongTextField(label="Why is it removed? (optional)", rows=3, max_length=1000, required=False)
