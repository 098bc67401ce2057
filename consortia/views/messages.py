"""What members write to each other."""

from django.contrib import messages as notes
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from consortia.actions import messages as actions
from consortia.forms.sharing import MessageForm, PostForm
from consortia.models import ConsortiumMessage
from consortia.sharing.conversation import conversation
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import number_in

from .limits import working

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
PAGE = "consortium_messages"


@require_safe
@in_workspace
def consortium_messages(request, workspace: Workspace):
    """The conversation, the newest first. Whoever opens its first page has read it."""
    page = conversation(workspace, request.user, number=request.GET.get("page"), at=timezone.now())
    if page.number == 1 and page.object_list:
        actions.note_read(consortium=workspace.consortium, last=page.object_list[0].message.pk, by=request.user)
    return render(request, "consortia/sharing/messages.html", {"workspace": workspace, "page": page})


@FORM_METHODS
@limited("consortium_message", "60/h/user")
@in_workspace
@acting
def consortium_message_write(request, workspace: Workspace):
    """A new message; `answer` in the address takes the subject of another one over."""
    initial = {"subject": _subject_of(workspace, request.GET.get("answer", ""))}
    form = PostForm(request.POST if request.method == "POST" else None, seats=workspace.acting, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("subject", "text", "form_key")}
        try:
            actions.post(member=form.member, **said, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            notes.success(request, "Your message is sent to all members.")
            return redirect(PAGE, workspace.consortium.pk)
    return render(request, "consortia/sharing/message.html", {"workspace": workspace, "form": form})


@FORM_METHODS
@working
@in_workspace
@acting
def consortium_message_change(request, workspace: Workspace, message_pk):
    """Correct one's own message."""
    message = _own(request, workspace, message_pk)
    seats = [seat for seat in workspace.acting if seat.pk == message.member_id]
    initial = {"subject": message.subject, "text": message.text}
    form = MessageForm(request.POST if request.method == "POST" else None, seats=seats, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("subject", "text")}
        try:
            actions.correct(message=message, **said, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            notes.success(request, "Your message is corrected.")
            return redirect(PAGE, workspace.consortium.pk)
    context = {"workspace": workspace, "form": form, "message": message}
    return render(request, "consortia/sharing/message.html", context)


@FORM_METHODS
@working
@in_workspace
@acting
def consortium_message_take_back(request, workspace: Workspace, message_pk):
    """Asked once more: the text is gone for good."""
    message = _own(request, workspace, message_pk)
    if request.method != "POST":
        context = {"workspace": workspace, "message": message}
        return render(request, "consortia/sharing/message_take_back.html", context)
    try:
        actions.take_back(message=message, by=request.user, at=timezone.now())
        notes.success(request, "Your message is taken back.")
    except NotPossible as refusal:
        notes.error(request, str(refusal))
    return redirect(PAGE, workspace.consortium.pk)


def _own(request, workspace: Workspace, message_pk) -> ConsortiumMessage:
    """The message: 403 for whoever did not write it, or acts no longer for the member."""
    rows = ConsortiumMessage.objects.select_related("member__organisation", "member__consortium")
    message = get_object_or_404(rows, consortium=workspace.consortium, pk=message_pk)
    if message.written_by_id != request.user.pk or all(seat.pk != message.member_id for seat in workspace.acting):
        raise PermissionDenied
    return message


def _subject_of(workspace: Workspace, pk: str) -> str:
    number = number_in(pk)
    found = ConsortiumMessage.objects.filter(consortium=workspace.consortium, pk=number) if number else None
    message = found.first() if found is not None else None
    return message.subject if message else ""
