"""Files that an officer adds to a request, for whoever asks and its advisers to read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.uploading import too_large
from support_requests.actions import request_files
from support_requests.forms.writing import FilesForm
from support_requests.models import SupportMessage
from support_requests.triage import page

from .reaching import case_to_decide
from .writing import files_added

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])
OWN = SupportMessage.Side.PROGRAMME


@limited("support_files", "60/h/user")
@ASK_AND_DO
def support_case_files(request, pk):
    """Adds files: those that are fine are kept, the others named with what to do."""
    case = case_to_decide(request, pk)
    is_sent = request.method == "POST"
    form = FilesForm(request.POST, request.FILES, is_too_large=too_large(request)) if is_sent else FilesForm()
    if is_sent and form.is_valid() and files_added(request, case, form, side=OWN):
        return redirect("support_case", case.pk)
    context = page.head(case, user=request.user, at=timezone.now()) | {"form": form}
    return render(request, "support_requests/cases/files.html", context)


@limited("support_files", "60/h/user")
@ASK_AND_DO
def support_case_file_remove(request, pk, file_pk):
    """Asked once more, because the file does not come back. What others added is theirs."""
    case = case_to_decide(request, pk)
    file = get_object_or_404(case.files.select_related("file", "request"), pk=file_pk, side=OWN)
    if request.method != "POST":
        context = page.head(case, user=request.user, at=timezone.now()) | {"file": file}
        return render(request, "support_requests/cases/file_remove.html", context)
    try:
        request_files.remove(file=file, side=OWN, by=request.user, at=timezone.now())
        messages.success(request, f"“{file.file.name}” is removed.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("support_case", case.pk)
