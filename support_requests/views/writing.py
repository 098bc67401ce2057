"""What an asker does on the page of a request: write, add files, withdraw."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_POST, require_safe

from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.serving import handed_out
from partnerships_portal.documents.uploading import too_large
from support_requests.actions import messages_of_adviser, messages_of_asker, request_files, withdrawing
from support_requests.belonging import has_agreed_to_advise
from support_requests.forms.writing import FilesForm, ReplyForm, WithdrawForm
from support_requests.models import SupportFile, SupportMessage, SupportRequest

from .asking import ASK_AND_DO, get_draft, writing
from .requests import get_request, shown


@writing
@require_POST
def support_reply(request, pk):
    """Write, as an asker or an adviser; what was typed stays on the page where it cannot be sent."""
    one = get_request(request.user, pk)
    is_asker = request.user.has_perm("support_requests.ask", one.organisation)
    if not is_asker and not has_agreed_to_advise(request.user, one):
        raise PermissionDenied
    deed = messages_of_asker.reply if is_asker else messages_of_adviser.write_as_adviser
    form = ReplyForm(request.POST, as_adviser=not is_asker)
    if form.is_valid():
        said = form.cleaned_data
        waited = is_asker and one.waiting_since is not None
        try:
            deed(request=one, text=said["text"], form_key=said["form_key"], by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("text", str(refusal))
        else:
            words = "Your answer is sent, and the clock goes on." if waited else "Your message is sent."
            messages.success(request, words)
            return redirect(one)
    return render(request, "support_requests/requests/detail.html", shown(request, one, form=form))


@limited("support_files", "60/h/user")
@ASK_AND_DO
def support_files(request, pk):
    """The files of the asker, and more of them: those that are fine are kept, the others named with what to do."""
    one = get_draft(request.user, pk)
    is_sent = request.method == "POST"
    form = FilesForm(request.POST, request.FILES, is_too_large=too_large(request)) if is_sent else FilesForm()
    if is_sent and form.is_valid() and files_added(request, one, form, side=SupportMessage.Side.ASKER):
        return redirect("support_files", one.pk)
    files = one.files.select_related("file", "added_by")
    context = {"case": one, "form": form, "files": files, "own_side": SupportMessage.Side.ASKER}
    return render(request, "support_requests/requests/files.html", context)


def files_added(request, one: SupportRequest, form: FilesForm, *, side: str) -> bool:
    """Keep what can be kept; whether that was all."""
    uploads = form.cleaned_data["chosen"]
    try:
        added = request_files.add(request=one, uploads=uploads, side=side, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error("chosen", str(refusal))
        return False
    kept = [f"“{file.file.name}”" for file in added.kept]
    if kept:
        messages.success(request, f"Added: {get_text_list(kept, 'and')}.")
    if added.already:
        there = [f"“{name}”" for name in added.already]
        messages.info(request, f"There already: {get_text_list(there, 'and')}.")
    form.refuse(added.refused)
    return form.is_valid()


@require_safe
def support_file(request, pk, file_pk):
    """One file, to be saved: for whoever sees the request."""
    return handed_out(_file(get_request(request.user, pk), file_pk).file)


@limited("support_files", "60/h/user")
@ASK_AND_DO
def support_file_remove(request, pk, file_pk):
    """Asked once more, because the file does not come back. What staff and advisers added is theirs."""
    one = get_draft(request.user, pk)
    file = _file(one, file_pk)
    if file.side != SupportMessage.Side.ASKER:
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "support_requests/requests/file_remove.html", {"case": one, "file": file})
    try:
        request_files.remove(file=file, side=file.side, by=request.user, at=timezone.now())
        messages.success(request, f"“{file.file.name}” is removed.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("support_files", one.pk)


def _file(one: SupportRequest, file_pk: int) -> SupportFile:
    return get_object_or_404(one.files.select_related("file", "request"), pk=file_pk)


@writing
@ASK_AND_DO
def support_withdraw(request, pk):
    """Asks first: it ends for everyone."""
    one = get_draft(request.user, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            withdrawing.withdraw(
                request=one, reason=said["reason"], form_key=said["form_key"], by=request.user, at=timezone.now()
            )
            messages.success(request, "Your request is withdrawn. Everybody who worked on it is told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(one)
    if not one.is_open:
        return redirect(one)
    package = getattr(one, "package", None)
    return render(
        request, "support_requests/requests/withdraw.html", {"case": one, "form": form, "has_package": package}
    )
