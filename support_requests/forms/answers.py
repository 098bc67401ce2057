"""What managers type when they keep reply templates and pointers."""

import re

from django import forms
from django.core.exceptions import ValidationError

from commissioners.forms.fields import LongTextField, TextField
from consortia.forms.sharing import KeyField
from mutuals.forms.section import laid_out
from support_requests.actions import reply_templates as actions
from support_requests.models import Pointer, ReplyTemplate
from support_requests.triage.placeholders import KNOWN, unknown_in

Kept = actions.Kept
ADDRESS = re.compile(r"(https://[^\s/.]+\.[^\s]+|/([^\s/\\][^\s\\]*)?)")


class KeptForm(forms.Form):
    """One of them, new or to be changed. `seen` says what the person had opened."""

    columns: tuple[str, ...] = ()
    form_key = KeyField()
    seen = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)

    def __init__(self, data=None, *, kept: Kept | None = None):
        initial = {name: getattr(kept, name) for name in self.columns} if kept else {}
        super().__init__(data, initial=initial | ({"seen": actions.version_of(kept)} if kept else {}))
        self.kept = kept
        self.helper = laid_out(self)

    def save(self, *, by, at) -> None:
        """Add it, or change what was opened. Raises NotPossible."""
        said = {name: self.cleaned_data[name] for name in self.columns}
        if self.kept is None:
            actions.add(self.model, form_key=self.cleaned_data["form_key"], by=by, at=at, **said)
        else:
            actions.change(self.kept, seen=self.cleaned_data["seen"], by=by, at=at, **said)

    model: type[Kept]


class ReplyTemplateForm(KeptForm):
    """Words for a reply."""

    model, columns = ReplyTemplate, ("title", "text")
    title = TextField(
        label="Title",
        help_text="As officers choose it from the list, such as “We need your last accounts”.",
        max_length=100,
        error_messages={"required": "Enter a title"},
    )
    text = LongTextField(
        label="Words",
        help_text="What stands in braces is filled in: "
        + "; ".join(f"{{{key}}} is {what}" for key, what in KNOWN.items())
        + ".",
        rows=12,
        max_length=3500,
        error_messages={"required": "Enter the words of the reply"},
    )
    field_order = ("title", "text")

    def clean_text(self):
        text = self.cleaned_data["text"]
        if unknown := unknown_in(text):
            known = ", ".join(f"{{{key}}}" for key in KNOWN)
            raise ValidationError(f"Words: nothing can be filled in for {{{unknown[0]}}}. Use {known}, or no braces")
        return text


class PointerForm(KeptForm):
    """Somewhere to turn to."""

    model, columns = Pointer, ("title", "url", "about")
    title = TextField(
        label="Title",
        help_text="As the organisation reads it, such as “Offers of other organisations”.",
        max_length=150,
        error_messages={"required": "Enter a title"},
    )
    url = TextField(
        label="Address",
        help_text="A page of this portal, such as /offers/, or an address that begins with https://",
        max_length=300,
        error_messages={"required": "Enter an address"},
    )
    about = TextField(label="What they find there (optional)", max_length=300, required=False)
    field_order = ("title", "url", "about")

    def clean_url(self):
        url = self.cleaned_data["url"].strip()
        if not ADDRESS.fullmatch(url):
            raise ValidationError("Address: enter one that begins with https:// or, in this portal, with /")
        return url
