"""A file that shows a service."""

from django import forms

from mutuals import actions
from mutuals.models import ServiceClaim
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.forms import DocumentField, over_limit

from .section import laid_out


class EvidenceFileForm(forms.Form):
    """One file. `is_too_large`: it was over the limit and is not among `files`."""

    file = DocumentField(label="File that shows the service", missing="Choose a file")

    def __init__(self, data=None, files=None, *, is_too_large: bool = False):
        super().__init__(data, files)
        self.is_too_large = is_too_large
        if is_too_large:
            self.fields["file"].required = False
        self.helper = laid_out(self)

    def clean(self):
        if self.is_too_large:
            self.add_error("file", over_limit())

    def save(self, claim: ServiceClaim, *, by, at) -> bool:
        """Keep the file; returns whether that could be done, and says in the form why not."""
        try:
            actions.add_evidence(claim=claim, upload=self.cleaned_data["file"], by=by, at=at)
        except NotPossible as error:
            self.add_error("file", str(error))
        return not self.errors
