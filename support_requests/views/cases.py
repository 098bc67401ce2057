"""A request as programme staff see it, what they write to whoever asks, and what they note for themselves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import cases as actions
from support_requests.actions.messages_of_asker import goes_on_as_own
from support_requests.actions.notes import note
from support_requests.forms.cases import NoteForm, ReplyForm
from support_requests.triage import page
from support_requests.triage.conversation import conversation, notes_of
from support_requests.triage.happenings import drafting, happenings
from support_requests.triage.templates import begun_with, offered

from .reaching import case_of, case_to_decide

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def support_case(request, pk):
    """What was asked, and all that is known of it."""
    case = case_of(request, pk)
    at = timezone.now()
    context = page.head(case, user=request.user, at=at) | page.asked(case, user=request.user, at=at)
    return render(request, "support_requests/cases/detail.html", context)


@FORM_METHODS
def support_case_messages(request, pk):
    """What the programme and whoever asks wrote to each other, and the next message; `template` begins it."""
    case = case_to_decide(request, pk) if request.method == "POST" else case_of(request, pk)
    initial = begun_with(request.GET.get("template", ""), case=case, officer=request.user)
    form = ReplyForm(request.POST if request.method == "POST" else None, case=case, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_to_asker(request=case, **form.said(), by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Your message is sent to {case.organisation}.")
            return redirect("support_case_messages", pk)
    context = page.head(case, user=request.user, at=timezone.now())
    writes = context["is_mine"] and not goes_on_as_own(case)
    context |= {"form": form if writes or form.errors else None, "templates": offered()}
    context["page"] = conversation(case, number=request.GET.get("page"))
    return render(request, "support_requests/cases/messages.html", context)


@FORM_METHODS
def support_case_notes(request, pk):
    """What staff noted for themselves. Not for those of them who belong to the organisation that asks."""
    case = case_to_decide(request, pk) if request.method == "POST" else case_of(request, pk)
    if not request.user.has_perm("support_requests.read_notes", case.organisation):
        raise PermissionDenied
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            note(request=case, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your note is kept for staff. Nobody else was told.")
            return redirect("support_case_notes", pk)
    context = page.head(case, user=request.user, at=timezone.now())
    context |= {"form": form if context["may_decide"] else None}
    context["page"] = notes_of(case, reader=request.user, number=request.GET.get("page"))
    return render(request, "support_requests/cases/notes.html", context)


@require_safe
def support_case_history(request, pk):
    """What was done with the request, the newest first; at the end, in one line, how it was drafted."""
    case = case_of(request, pk)
    context = page.head(case, user=request.user, at=timezone.now())
    context["page"] = found = happenings(case, reader=request.user, number=request.GET.get("page"))
    context["drafting"] = None if found.has_next() else drafting(case)
    return render(request, "support_requests/cases/history.html", context)


@require_POST
def support_case_stop_waiting(request, pk):
    """Go on without the answer that was asked for."""
    case = case_to_decide(request, pk)
    try:
        actions.stop_waiting(request=case, by=request.user, at=timezone.now())
        messages.success(request, "The clocks run again.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("support_case", pk)
