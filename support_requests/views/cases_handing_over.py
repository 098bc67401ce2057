"""Who has a request: taking it, putting it back, handing it over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import handing_over as actions
from support_requests.forms.cases import HandOverForm
from support_requests.triage import page

from .reaching import case_to_decide


@require_POST
def support_case_take(request, pk):
    """From now on this officer has it."""
    case = case_to_decide(request, pk)
    try:
        actions.take(request=case, by=request.user, at=timezone.now())
        messages.success(request, "You have this request now.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("support_case", pk)


@require_POST
def support_case_put_back(request, pk):
    """Leave it to others."""
    case = case_to_decide(request, pk)
    try:
        actions.put_back(request=case, by=request.user, at=timezone.now())
        messages.success(request, "The request is back in the queue, for others to take.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("support_case", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def support_case_hand_over(request, pk):
    """Give it to another officer, with a note."""
    case = case_to_decide(request, pk)
    form = HandOverForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_over(request=case, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['to']} has this request now, and is told.")
            return redirect("support_case", pk)
    context = page.head(case, user=request.user, at=timezone.now()) | {"form": form}
    return render(request, "support_requests/cases/hand_over.html", context)
