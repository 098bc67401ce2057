"""Feedback: the buyer gives it to one organisation at a time, whose people read it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions import feedback
from commissioners.delivery.feedback import GIVEN_IN, feedback_received, who_may_be_given
from commissioners.forms.feedback import FeedbackForm
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .access import get_opportunity

PER_PAGE = 25
STEPS = ("check", "send", "change", "csrfmiddlewaretoken")


@require_safe
def feedback_list(request):
    """What the person's organisations were told by buyers."""
    page = page_of(Paginator(feedback_received(request.user), PER_PAGE), request.GET.get("page"))
    return render(request, "commissioners/feedback_list.html", {"page_obj": page})


@limited("feedback", "120/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_give(request, pk):
    """Write, check, send."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if opportunity.state not in GIVEN_IN or not who_may_be_given(opportunity).exists():
        messages.info(request, _why_not(opportunity))
        return redirect("opportunity_awards", pk)
    form = FeedbackForm(request.POST if request.method == "POST" else None, opportunity=opportunity)
    is_checked = form.is_bound and "change" not in request.POST and form.is_valid()
    if is_checked and "send" in request.POST:
        return _sent(request, opportunity, form)
    context = {"form": form, "opportunity": opportunity, "back_url": reverse("opportunity_awards", args=[pk])}
    if is_checked:
        carried = [(name, value) for name, values in request.POST.lists() if name not in STEPS for value in values]
        return render(request, "commissioners/feedback_check.html", context | {"carried": carried})
    return render(request, "commissioners/feedback_give.html", context | {"back_text": "Outcome"})


def _sent(request, opportunity, form):
    said = {"lot": None} | form.cleaned_data
    try:
        feedback.give(opportunity=opportunity, **said, by=request.user, at=timezone.now())
        messages.success(request, f"{said['organisation']} has your feedback.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("opportunity_awards", opportunity.pk)


def _why_not(opportunity) -> str:
    if opportunity.state not in GIVEN_IN:
        return "Feedback is given once the opportunity is closed."
    return "No organisation of the directory told you its interest or is named by an award."
