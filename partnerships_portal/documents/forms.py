"""The field that takes a file."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from .checking import ACCEPT, ALLOWED, Refused, clean_name, kind_of


def limit_in_words() -> str:
    return f"{settings.FILE_MAX_BYTES // 1024**2} MB"


class FileInput(forms.FileInput):
    """Tells static/portal/file-size.js the limit and what to say. Named as the one it extends: so is its class."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        limit = {"data-max-bytes": settings.FILE_MAX_BYTES, "data-too-large": over_limit()}
        return super().build_attrs(base_attrs | limit, extra_attrs)


class DocumentField(forms.FileField):
    """A file of an allowed kind and size, under a cleaned name. `store_file` checks the same again."""

    def __init__(self, *, missing: str, **kwargs):
        kwargs.setdefault("help_text", f"It can be {ALLOWED}. At most {limit_in_words()}")
        kwargs.setdefault("widget", FileInput(attrs={"accept": ACCEPT}))
        super().__init__(error_messages={"required": missing, "missing": missing}, allow_empty_file=True, **kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return upload
        upload.name = clean_name(upload.name)
        if upload.size > settings.FILE_MAX_BYTES:
            raise ValidationError(over_limit(upload.name))
        try:
            kind_of(upload, upload.name)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None
        return upload


class FileForm(forms.Form):
    """What every form with one `file` has in common. `is_too_large`: it was over the limit and is not among `files`."""

    def __init__(self, data=None, files=None, *, is_too_large: bool = False):
        super().__init__(data, files)
        self.is_too_large = is_too_large
        if is_too_large:
            self.fields["file"].required = False

    def clean(self):
        if self.is_too_large:
            self.add_error("file", over_limit())


def over_limit(name: str = "") -> str:
    what = f"“{name}”" if name else "The file"
    return f"{what} is larger than {limit_in_words()}. Choose a smaller one, for example a PDF without pictures"
