"""A document of an opportunity."""

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.forms import DocumentField, FileForm

from .fields import LongTextField, TextField


class DocumentForm(FileForm):
    """A title and one file; once the opportunity is published, why it is added."""

    title = TextField(
        label="What is it?",
        help_text="As people will read it, such as “Draft specification, version 2”",
        max_length=200,
        error_messages={"required": "Enter what the document is"},
    )
    file = DocumentField(label="File", missing="Choose a file")

    def __init__(self, data=None, files=None, *, is_too_large: bool = False, is_published: bool, title: str = ""):
        super().__init__(data, files, is_too_large=is_too_large)
        self.initial["title"] = title
        if is_published:
            self.fields["note"] = LongTextField(
                label="Why now? (optional)",
                help_text="Shown to everyone in the change history.",
                rows=2,
                max_length=1000,
                required=False,
            )

    def done(self, action, *, by, at, **what) -> bool:
        """Add or replace by `action`; returns whether that could be done, and says in the form why not."""
        typed = self.cleaned_data
        try:
            action(title=typed["title"], upload=typed["file"], note=typed.get("note", ""), by=by, at=at, **what)
        except NotPossible as refusal:
            self.add_error("file", str(refusal))
        return not self.errors
