"""What an asker writes on the page of a request, and the files that go with it."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from commissioners.forms.fields import LongTextField
from consortia.forms.sharing import KeyField
from mutuals.forms.section import laid_out
from partnerships_portal.documents.checking import ACCEPT, ALLOWED
from partnerships_portal.documents.forms import FileInput, limit_in_words, over_limit
from support_requests.actions.request_files import AT_ONCE

from .drawn import Drawn


class ReplyForm(forms.Form):
    """A message to the programme."""

    text = LongTextField(
        label="Write to the programme",
        help_text="Programme staff read it, and the advisers who help you",
        rows=5,
        max_length=4000,
        error_messages={"required": "Enter your message"},
    )
    form_key = KeyField()

    def __init__(self, data=None, *, as_adviser: bool = False):
        super().__init__(data)
        if as_adviser:
            self.fields["text"].label = "Write to the organisation and the programme"
            self.fields["text"].help_text = "The people of the organisation, programme staff and other advisers read it"
        self.helper = laid_out(self)


class WithdrawForm(forms.Form):
    """Why it is withdrawn."""

    reason = LongTextField(
        label="Why do you withdraw it? (optional)",
        help_text="It helps the programme to know. Staff and your advisers read it",
        rows=4,
        max_length=2000,
        required=False,
    )
    form_key = KeyField()

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = laid_out(self)


class FilesInput(FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked on its own when it is kept, so that one that is refused keeps no other away."""

    widget = FilesInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None) -> list[UploadedFile]:
        uploads = [one for one in data or [] if one]
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return uploads


class FilesForm(Drawn):
    """Files for a request. `is_too_large`: one was over the limit and did not arrive."""

    chosen = FilesField(
        label="Choose files",
        help_text=f"Up to {AT_ONCE} at once. Each can be {ALLOWED}, and at most {limit_in_words()}",
        error_messages={"required": "Choose at least one file"},
    )

    def __init__(self, data=None, files=None, *, is_too_large: bool = False):
        super().__init__(data, files)
        self.is_too_large = is_too_large
        self.fields["chosen"].required = not is_too_large

    def refuse(self, refused: list[str]) -> None:
        """Say which files were not kept, and what to do about each."""
        for problem in [*refused, *([f"{over_limit()}. It was not kept"] if self.is_too_large else [])]:
            self.add_error("chosen", problem)
