"""Proposing decisions, and giving one's voice."""

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.choices import PartnershipModel
from commissioners.forms.fields import DeadlineField, LongTextField, TextField
from consortia.models import Consortium, ConsortiumMember, Voice

from .seats import SeatForm


def _chosen(label: str, problem: str, choices=(), **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": problem, "invalid_choice": problem},
        **kwargs,
    )


class ProposeForm(SeatForm):
    """What the kind of decision asks for; every kind takes reasons and a deadline."""

    title = TextField(
        label="What do you ask the others to agree to?",
        help_text="In one sentence, as it will stand in the list of decisions",
        max_length=300,
        error_messages={"required": "Say what you ask the others to agree to"},
    )
    member = _chosen("Which member?", "Select a member")
    role = _chosen(
        "Which role?", "Select a role", [pair for pair in ConsortiumMember.Role.choices if pair[0] != "lead"]
    )
    rule = _chosen("How many members have to agree?", "Select how many members have to agree", Consortium.Rule.choices)
    model = _chosen("Which partnership model?", "Select a partnership model", PartnershipModel.choices)
    text = LongTextField(
        label="Why, and what exactly? (optional)",
        help_text="All members read it, now and later",
        rows=6,
        max_length=4000,
        required=False,
    )
    deadline = DeadlineField(
        label="Answer by (optional)",
        help_text="If not enough members have agreed by then, it lapses. Without a time: 12 noon",
        required=False,
    )

    def __init__(self, *args, workspace, kind, **kwargs):
        super().__init__(*args, workspace=workspace, **kwargs)
        for name in {"title", "member", "role", "rule", "model"} - set(kind.asks):
            del self.fields[name]
        if "terms" in kind.asks:
            text = self.fields["text"]
            text.required, text.label, text.help_text = True, "The terms", "In plain words. All members read them"
            text.error_messages["required"] = "Write the terms that you propose"
        self.members = {str(member.pk): member for member in workspace.members}
        if "member" in self.fields:
            self.fields["member"].choices = [
                Choice(key, member.organisation.name) for key, member in self.members.items()
            ]

    @property
    def proposed(self) -> dict:
        """What `actions.decisions.propose` takes of it. After is_valid()."""
        given = self.cleaned_data
        return {
            "member": self.seat,
            "title": given.get("title", ""),
            "text": given["text"],
            "deadline": given["deadline"],
            "about": self.members.get(given.get("member", "")),
            "details": {name: given[name] for name in ("role", "rule", "model") if name in given},
        }


class VoiceForm(SeatForm):
    """Agree, or object and say why."""

    answer = _chosen(
        "What does your organisation say?",
        "Select whether you agree or object",
        [
            Choice(Voice.Answer.AGREE, "We agree"),
            Choice(Voice.Answer.OBJECT, "We object", hint="Say below what would have to change"),
        ],
    )
    words = LongTextField(
        label="In your words",
        help_text="All members read it. Needed if you object",
        rows=4,
        max_length=2000,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == Voice.Answer.OBJECT and not cleaned.get("words"):
            self.add_error("words", "Say why you object, so that the others can answer")
        return cleaned
