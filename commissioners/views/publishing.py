"""Publishing and ending an opportunity."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners import overview
from commissioners.actions import opportunities
from commissioners.choices import Source, State
from commissioners.forms.publishing import CancelForm, PublishForm
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity


@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_publish(request, pk):
    """Check your answers, choose how, publish. A second press finds it published and says so."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    states = overview.states_to_publish(opportunity)
    if not states or opportunity.source != Source.PORTAL:
        messages.info(request, f"It is {opportunity.get_state_display().lower()} already.")
        return redirect(opportunity)
    form = PublishForm(request.POST if request.method == "POST" else None, states=states)
    if request.method == "POST" and form.is_valid() and _published(form, opportunity, request):
        return redirect(opportunity)
    context = overview.sections(opportunity, at=timezone.now())
    return render(request, "commissioners/opportunity_publish.html", context | {"form": form})


def _published(form, opportunity, request) -> bool:
    """Whether the form is done with: published now, or by someone who was quicker."""
    to = form.cleaned_data["to"]
    try:
        opportunities.publish(opportunity=opportunity, to=to, by=request.user, at=timezone.now())
    except opportunities.NotReady as refusal:
        for gap in refusal.gaps:
            form.add_error("to", gap.text)
        return False
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return True
    how = "open for tenders" if to == State.OPEN else "published for early engagement"
    messages.success(request, f"“{opportunity.title}” is {how}.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_cancel(request, pk):
    """Ask why, then cancel."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    if opportunity.state in (State.CANCELLED, State.AWARDED) or opportunity.source != Source.PORTAL:
        messages.info(request, _why_not_cancelled(opportunity))
        return redirect(opportunity)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            opportunities.cancel(opportunity=opportunity, reason=reason, by=request.user, at=timezone.now())
            messages.success(request, f"“{opportunity.title}” is cancelled.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(opportunity)
    context = {"form": form, "opportunity": opportunity, "back_url": opportunity.get_absolute_url()}
    return render(request, "commissioners/opportunity_cancel.html", context)


def _why_not_cancelled(opportunity) -> str:
    if opportunity.state == State.CANCELLED:
        return "This opportunity is already cancelled."
    if opportunity.state == State.AWARDED:
        return "This opportunity is awarded and can no longer be cancelled."
    return "This was imported from a notice. Cancel it where the notice was published."
