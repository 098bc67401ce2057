"""What members type about key steps and red lines."""

from django import forms

from commissioners.forms.fields import DateField, LongTextField, TextField
from consortia.models import KeyStep, RedLineNote
from partnerships_portal.accounts.models import User

from .bids import KindlyWarns
from .workspace_rows import RowForm, SeatForm, number_field


class KeyStepForm(KindlyWarns, RowForm):
    """How a step stands, who does it, until when, and what shows it."""

    worded = ("reason", "evidence")
    columns = ("state", "reason", "organisation_id", "person_id", "due_on", "evidence", "link")
    state = forms.ChoiceField(
        label="How does it stand?",
        choices=KeyStep.State,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how the step stands", "invalid_choice": "Say how the step stands"},
    )
    reason = TextField(
        label="Why does it not apply?",
        help_text="Only if you chose “Does not apply to us”.",
        max_length=500,
        required=False,
    )
    due_on = DateField(label="By when? (optional)", help_text="For example, 27 3 2027", required=False)
    evidence = LongTextField(
        label="What shows that it is done? (optional)",
        help_text="What you agreed, and where it is written down. All members read it.",
        rows=4,
        max_length=2000,
        required=False,
    )
    link = forms.URLField(
        label="Link to a document (optional)",
        help_text="The address of a page, such as https://www.example.org/agreement",
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
        error_messages={
            "invalid": "Link to a document: enter an address like https://www.example.org/agreement",
            "max_length": "Link to a document: use 500 characters or fewer",
        },
    )

    def prepare(self) -> None:
        own = [(seat.organisation_id, seat.organisation.name) for seat in self.seats]
        people = User.objects.filter(is_active=True, memberships__organisation__in=[key for key, _ in own])
        who = number_field("Who does it?", own, none="No member has taken it on yet")
        who.help_text = "You can take a step on for your own organisation only. Once you have, only you change it."
        person = number_field(
            "Who in your organisation? (optional)",
            [(one.pk, str(one)) for one in people.distinct().order_by("name", "pk")],
            none="Nobody in particular",
            widget=forms.Select,
        )
        person.help_text = "All members read the name."
        fields = {"organisation_id": who, "person_id": person}
        order = ["state", "reason", *fields, "due_on", "evidence", "link", "seen"]
        self.fields = {name: (self.fields | fields)[name] for name in order}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == KeyStep.State.NOT_APPLICABLE and not cleaned.get("reason"):
            self.add_error("reason", "Say why the step does not apply to you")
        if cleaned.get("person_id") and not cleaned.get("organisation_id"):
            self.add_error("organisation_id", "Choose your organisation, or nobody in particular further below")
        return cleaned

    @property
    def member(self):
        chosen = self.cleaned_data.get("organisation_id")
        return next((seat for seat in self.seats if seat.organisation_id == chosen), self.seats[0])


class KeyStepAddForm(SeatForm):
    """A step of the members' own."""

    group = forms.ChoiceField(
        label="Which group does it belong to?",
        choices=KeyStep.Group,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the group that it belongs to",
            "invalid_choice": "Choose one of the groups",
        },
    )
    what = TextField(label="What is to be done?", max_length=300, error_messages={"required": "Say what is to be done"})


class RedLineForm(KindlyWarns, SeatForm):
    """What the members noted after they talked about a prompt."""

    worded = ("text",)
    text = LongTextField(
        label="What did you say to each other? (optional)",
        help_text="All members read and write this. What stood here before is kept below.",
        rows=8,
        max_length=4000,
        required=False,
    )
    stood = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, data=None, *, note, seats: list):
        super().__init__(data, seats=seats)
        self.initial |= {"text": note.text if note else "", "stood": str(note.pk) if note else ""}

    def meet(self, now: RedLineNote | None) -> RedLineNote | None:
        """Keep what was typed beside what somebody else wrote: to save again is to save it knowingly."""
        self.data = self.data.copy()
        self.data["stood"] = str(now.pk) if now else ""
        self.add_error(
            None, "Someone else changed this while you were writing. Put both together below, and save again."
        )
        return now
