"""What members type about what there is to do."""

from django import forms

from commissioners.forms.fields import DateField, TextField
from consortia.sharing.actions import acting_people

from .workspace_rows import RowForm, number_field


class ActionForm(RowForm):
    """What, who, until when."""

    columns = ("what", "due_on", "owner_id", "person_id")
    what = TextField(
        label="What is to do?",
        help_text="One thing, for example “Send the draft agreement to our lawyer”.",
        max_length=300,
        error_messages={"required": "Say what is to do"},
    )
    due_on = DateField(label="By when? (optional)", help_text="For example, 27 3 2027", required=False)

    def prepare(self, *, members: list) -> None:
        owner = number_field(
            "Who does it?", [(one.organisation_id, one.organisation.name) for one in members], none="Nobody yet"
        )
        owner.help_text = "Another organisation is asked, and has it once it says yes. From then on only it changes it."
        person = number_field(
            "Who in your organisation? (optional)",
            [(one.pk, str(one)) for one in acting_people(self.seats)],
            none="Nobody in particular",
            widget=forms.Select,
        )
        person.help_text = "Only if you take it on yourselves. All members read the name."
        fields = self.fields | {"owner_id": owner, "person_id": person}
        order = [*self.columns, "seen", *(name for name in fields if name == "seat")]
        self.fields = {name: fields[name] for name in order}

    def clean(self):
        cleaned = super().clean()
        person, owner = cleaned.get("person_id"), cleaned.get("owner_id")
        if person and "seat" not in self.errors and owner != self.member.organisation_id:
            self.add_error("person_id", f"Choose “Nobody in particular”, or {self.member.organisation} as who does it")
        return cleaned
