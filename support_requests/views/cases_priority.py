"""The priority of one request: what is suggested and why, and what an officer sets instead."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import priority as actions
from support_requests.forms.priority import PriorityForm
from support_requests.triage import page

from .reaching import case_to_decide


@require_http_methods(["GET", "HEAD", "POST"])
def support_case_priority(request, pk):
    """Overrule what is suggested, with a reason."""
    case, at = case_to_decide(request, pk), timezone.now()
    form = PriorityForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(by=request.user, at=at)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The priority is set, and its clocks with it.")
            return redirect("support_case", pk)
    context = page.head(case, user=request.user, at=at) | {"form": form}
    context["suggestion"] = page.suggested_in_words(case, at=at)
    return render(request, "support_requests/cases/priority.html", context)


@require_POST
def support_case_priority_back(request, pk):
    """Take the officer's priority back: what is suggested holds again."""
    case = case_to_decide(request, pk)
    try:
        actions.back_to_suggested(request=case, by=request.user, at=timezone.now())
        messages.success(request, "The suggested priority holds again.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("support_case", pk)
