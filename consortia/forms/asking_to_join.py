"""What a member says of an organisation that it wants the others to agree to ask."""

from django import forms
from django.core.exceptions import ValidationError

from commissioners.forms.fields import LongTextField, TextField
from consortia.models import ConsortiumMember
from consortia.workspace.seats import Workspace
from mutuals.models import Organisation

from .naming import named
from .seats import SeatForm

ROLES = [pair for pair in ConsortiumMember.Role.choices if pair[0] != ConsortiumMember.Role.LEAD]


class AskToJoinForm(SeatForm):
    """Who, in which role, and why."""

    name = TextField(
        label="Which organisation?",
        help_text="By name, as it is called in the directory.",
        max_length=200,
        error_messages={"required": "Enter the name of an organisation"},
    )
    role = forms.ChoiceField(
        label="Suggested role",
        choices=ROLES,
        widget=forms.RadioSelect,
        error_messages={"required": "Select a role", "invalid_choice": "Select one of the roles"},
    )
    note = LongTextField(
        label="What it would do (optional)",
        help_text="The organisation reads this when it is asked.",
        rows=3,
        max_length=1000,
        required=False,
    )
    text = LongTextField(
        label="Why (optional)",
        help_text="Only the members of the consortium read this.",
        rows=4,
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, user, workspace: Workspace, **kwargs):
        super().__init__(*args, workspace=workspace, **kwargs)
        self.user, self.present = user, [member.organisation for member in workspace.members]

    def clean_name(self) -> str:
        found = named(self.cleaned_data["name"], user=self.user, most=1)
        if not found:
            raise ValidationError("Enter the name of an organisation")
        if found[0] in self.present:
            raise ValidationError(f"{found[0]} is in this consortium already")
        self.asked: Organisation = found[0]
        return self.asked.name

    @property
    def proposed(self) -> dict:
        """What `actions.decisions.propose` takes of it. After is_valid()."""
        said = self.cleaned_data
        asked = {"organisation": self.asked.pk, "name": self.asked.name}
        return {
            "member": self.seat,
            "text": said["text"],
            "details": asked | {"role": said["role"], "note": said["note"]},
        }
