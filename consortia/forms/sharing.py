"""What members type when they write to each other, and share documents."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from commissioners.forms.fields import LongTextField, TextField
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.checking import Refused
from partnerships_portal.documents.forms import DocumentField, FileForm

from .workspace_rows import SeatForm, seat_field


class KeyField(forms.UUIDField):
    """Made anew for each page, so that what is sent twice from it is kept once.

    Nobody types it: where a browser sends none, or something else, the form counts as one that was sent once.
    """

    def __init__(self):
        super().__init__(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return uuid.uuid4()


class MessageForm(SeatForm):
    """A message to all members."""

    subject = TextField(
        label="Subject",
        help_text="The others are told it by e-mail, as they wish. The message itself stays in the workspace.",
        max_length=150,
        error_messages={"required": "Enter a subject"},
    )
    text = LongTextField(label="Message", rows=8, max_length=5000, error_messages={"required": "Enter your message"})


class PostForm(MessageForm):
    """A new message."""

    form_key = KeyField()


class VersionForm(FileForm):
    """A file, for a member, and what is new in it. `seats`: the members for which the person may put it in."""

    file = DocumentField(label="File", missing="Choose a file")
    note = LongTextField(
        label="What is new in it? (optional)",
        help_text="For example, “With the council’s comments, from page 4”.",
        rows=2,
        max_length=500,
        required=False,
    )
    form_key = KeyField()

    def __init__(self, data=None, files=None, *, seats: list, is_too_large: bool = False):
        super().__init__(data, files, is_too_large=is_too_large)
        self.seats = seats
        if len(seats) > 1:
            self.fields["seat"] = seat_field(seats)

    @property
    def member(self):
        """The member that the person acts for."""
        return next((one for one in self.seats if str(one.pk) == self.cleaned_data.get("seat")), self.seats[0])

    def done(self, action, *, by, at, **what):
        """The version that `action` keeps; None where it could not be kept, and the form then says why."""
        typed = {name: self.cleaned_data[name] for name in ("note", "form_key")}
        try:
            return action(member=self.member, upload=self.cleaned_data["file"], by=by, at=at, **typed, **what)
        except (NotPossible, Refused) as refusal:
            self.add_error("file", str(refusal))
            return None


class DocumentForm(VersionForm):
    """A new document: a title and its first version."""

    title = TextField(
        label="What is it?",
        help_text="As members will look for it, such as “Partnership agreement”. Versions are numbered for you.",
        max_length=200,
        error_messages={"required": "Enter what the document is"},
    )
    field_order = ("title", "file", "note", "form_key")

    def done(self, action, *, by, at, **what):
        return super().done(action, title=self.cleaned_data["title"], by=by, at=at, **what)
