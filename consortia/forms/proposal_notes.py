"""What the two sides of an invitation write to each other, and who answers for somebody asked by e-mail."""

import uuid

from crispy_forms_gds.choices import Choice
from django import forms

from commissioners.forms.fields import LongTextField
from consortia.models import ConsortiumMember, ProposalNote

Kind = ProposalNote.Kind


class NoteForm(forms.Form):
    """A question, a suggested change or a reply."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            Choice(Kind.QUESTION, "A question"),
            Choice(Kind.CHANGE, "A change that you suggest", hint="Of your role, or of anything else: say it below"),
            Choice(Kind.REPLY, "Something else, or a reply"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it is", "invalid_choice": "Select one of the answers"},
    )
    role = forms.ChoiceField(
        label="If you suggest another role: which? (optional)",
        choices=[("", "The same role as now"), *ConsortiumMember.Role.choices],
        required=False,
        error_messages={"invalid_choice": "Which role: choose from the list"},
    )
    text = LongTextField(
        label="What you want to say",
        help_text="Only the people of the two organisations read it. No prices that you will bid.",
        rows=6,
        max_length=2000,
        error_messages={"required": "Enter what you want to say"},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, is_asked: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_key", uuid.uuid4())
        if not is_asked:  # whoever proposes asks and replies; the one asked suggests its own role
            self.fields["kind"].choices = [(Kind.REPLY, "A reply"), (Kind.QUESTION, "A question")]
            del self.fields["role"]

    @property
    def said(self) -> dict:
        """The values of the note, once the form is valid."""
        values = dict(self.cleaned_data)
        values["form_key"] = values["form_key"] or uuid.uuid4()
        return {"role": "", **values}


class ClaimForm(forms.Form):
    """Which of one's organisations answers."""

    organisation = forms.ChoiceField(
        label="Which organisation do you answer for?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the organisation", "invalid_choice": "Select one of your organisations"},
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        self.fields["organisation"].choices = [(key, one.name) for key, one in self.organisations.items()]

    @property
    def chosen(self):
        """The organisation, once the form is valid."""
        return self.organisations[self.cleaned_data["organisation"]]
