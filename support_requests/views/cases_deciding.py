"""Accepting and declining a request: a form, then what follows from it to check, then the decision."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.forms.deciding import AcceptForm, DeclineForm
from support_requests.models import SupportRequest
from support_requests.triage import page

from .reaching import case_to_decide

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
PLACE = "support_requests/cases/"


@FORM_METHODS
def support_case_accept(request, pk):
    """Agree a package of support."""
    case = case_to_decide(request, pk)
    form = AcceptForm(request.POST if request.method == "POST" else None, case=case, at=timezone.now())
    return _step(request, case, form, name="accept", done="is accepted. Next, ask advisers for its package")


@FORM_METHODS
def support_case_decline(request, pk):
    """Say no, why, and where else they can turn."""
    case = case_to_decide(request, pk)
    form = DeclineForm(request.POST if request.method == "POST" else None, case=case)
    return _step(request, case, form, name="decline", done="is declined")


def _step(request, case: SupportRequest, form, *, name: str, done: str):
    """The form; what was typed, to be checked; or the decision. What is refused is shown again with all that was
    typed, also where nothing can be decided any more."""
    template = f"{PLACE}{name}.html"
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        if "decide" not in request.POST:
            template = f"{PLACE}{name}_check.html"
        else:
            try:
                form.save(by=request.user, at=timezone.now())
            except NotPossible as refusal:
                form.refused(str(refusal))
                case.refresh_from_db()
            else:
                messages.success(request, f"“{case}” {done}. {case.organisation} is told.")
                return redirect("support_case", case.pk)
    context = page.head(case, user=request.user, at=timezone.now()) | {"form": form}
    context["can_decide"] = context["is_mine"] and case.state == SupportRequest.State.SUBMITTED
    return render(request, template, context)
