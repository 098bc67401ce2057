"""What officers type about a request: to whoever asks, to each other, and when they hand it over."""

from django import forms

from commissioners.forms.fields import LongTextField
from consortia.forms.sharing import KeyField
from mutuals.forms.section import laid_out
from partnerships_portal.accounts.models import User
from support_requests.models import SupportRequest
from support_requests.officers import officers_for

State = SupportRequest.State


class ReplyForm(forms.Form):
    """A message to the organisation that asks."""

    text = LongTextField(label="Message", rows=10, max_length=4000, error_messages={"required": "Enter your message"})
    asks_for_more = forms.BooleanField(
        label="I need their answer before I can go on: the clocks stand still until they write",
        required=False,
    )
    form_key = KeyField()

    def __init__(self, data=None, *, case: SupportRequest, initial=None):
        super().__init__(data, initial=initial)
        self.fields["text"].label = f"Message to {case.organisation}"
        self.fields["text"].help_text = f"{case.organisation} reads this. They are told by e-mail that you wrote."
        if case.state != State.SUBMITTED:
            del self.fields["asks_for_more"]
        self.helper = laid_out(self)

    def said(self) -> dict:
        """What was typed, as the action takes it."""
        return {"asks_for_more": False} | self.cleaned_data


class NoteForm(forms.Form):
    """A note for staff alone."""

    text = LongTextField(
        label="Note for staff",
        help_text="What colleagues need to know, such as what you agreed by telephone.",
        rows=5,
        max_length=4000,
        error_messages={"required": "Enter your note"},
    )
    form_key = KeyField()

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = laid_out(self)


class HandOverForm(forms.Form):
    """To whom a request goes, with a note for them."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Who takes it over?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose who takes it over"),
    )
    note = LongTextField(
        label="Note for them",
        help_text="How far you are, and what comes next. It is kept with the notes for staff.",
        rows=5,
        max_length=3500,
        error_messages={"required": "Enter a note, so that they know how far you are"},
    )
    form_key = KeyField()

    def __init__(self, data=None, *, case: SupportRequest):
        super().__init__(data)
        self.fields["to"].queryset = officers_for(case).exclude(pk=case.officer_id)
        self.helper = laid_out(self)
