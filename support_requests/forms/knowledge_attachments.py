"""A link or a file of a page of guidance."""

from django import forms

from commissioners.forms.fields import TextField
from consortia.forms.sharing import KeyField
from mutuals.forms.section import laid_out
from partnerships_portal.documents.checking import ACCEPT, ALLOWED
from partnerships_portal.documents.forms import FileInput, limit_in_words, over_limit

from .answers import ADDRESS


class AttachmentForm(forms.Form):
    """Either of the two. `is_too_large`: the file was over the limit and did not arrive."""

    title = TextField(
        label="What is it?",
        help_text="As readers see it, such as “Template of a memorandum of understanding”",
        max_length=150,
        error_messages={"required": "Enter what it is"},
    )
    url = TextField(
        label="Address of a page (optional)",
        help_text="A page of this portal, such as /offers/, or an address that begins with https://",
        max_length=300,
        required=False,
    )
    upload = forms.FileField(
        label="Or a file (optional)",
        help_text=f"It can be {ALLOWED}, at most {limit_in_words()}. Look that it names nobody who did not agree",
        required=False,
        widget=FileInput(attrs={"accept": ACCEPT}),
    )
    form_key = KeyField()

    def __init__(self, data=None, files=None, *, is_too_large: bool = False):
        super().__init__(data, files)
        self.is_too_large = is_too_large
        self.helper = laid_out(self)

    def clean_url(self) -> str:
        url = self.cleaned_data["url"].strip()
        if url and not ADDRESS.fullmatch(url):
            raise forms.ValidationError(
                "Address: enter one that begins with https:// or, in this portal, with /", code="invalid"
            )
        return url

    def clean(self):
        found = super().clean()
        if self.is_too_large:
            self.add_error("upload", f"{over_limit()}. It was not kept")
        elif "url" in found and "upload" in found and bool(found["url"]) == bool(found["upload"]):
            self.add_error("url", "Enter an address or choose a file, one of the two")
        return found
