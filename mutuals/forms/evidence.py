"""A file that shows a service."""

from mutuals import actions
from mutuals.models import ServiceClaim
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.forms import DocumentField, FileForm

from .section import laid_out


class EvidenceFileForm(FileForm):
    """One file."""

    file = DocumentField(label="File that shows the service", missing="Choose a file")

    def __init__(self, data=None, files=None, *, is_too_large: bool = False):
        super().__init__(data, files, is_too_large=is_too_large)
        self.helper = laid_out(self)

    def save(self, claim: ServiceClaim, *, by, at) -> bool:
        """Keep the file; returns whether that could be done, and says in the form why not."""
        try:
            actions.add_evidence(claim=claim, upload=self.cleaned_data["file"], by=by, at=at)
        except NotPossible as error:
            self.add_error("file", str(error))
        return not self.errors
