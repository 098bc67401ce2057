"""Publishing and ending an opportunity."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners import overview
from commissioners.actions import deadlines, opportunities
from commissioners.choices import Source, State
from commissioners.forms.publishing import CancelForm, ExtendForm, PublishForm
from commissioners.plain_words import moment_in_words
from commissioners.talking.ending import what_waits
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity


@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_publish(request, pk):
    """Check your answers, choose how, publish. A second press finds it published and says so."""
    opportunity, at = get_opportunity(request.user, pk, to="publish_opportunity"), timezone.now()
    states = overview.states_to_publish(opportunity)
    is_second_press = request.method == "POST" and request.POST.get("to") == opportunity.state
    if is_second_press or not states or opportunity.source != Source.PORTAL:
        messages.info(request, _already(opportunity))
        return redirect(opportunity)
    context = overview.sections(opportunity, at=at)
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        states=states,
        warning=context["warning"],
        initial={"seen": opportunities.checked_version(opportunity)},
    )
    if request.method == "POST" and form.is_valid() and _published(form, opportunity, request, context["warning"]):
        return redirect(opportunity)
    return render(request, "commissioners/opportunity_publish.html", context | {"form": form})


def _already(opportunity) -> str:
    """How it stands, for somebody who wanted to publish it."""
    said = {
        State.EARLY_ENGAGEMENT: "It is published for early engagement already: nothing was changed.",
        State.OPEN: "It is open for tenders already: nothing was changed. To change it, amend it.",
        State.CLOSED: "It is closed: nothing was changed. To take tenders again, extend its deadline.",
    }
    return said.get(opportunity.state, f"It is {opportunity.get_state_display().lower()} already: nothing was changed.")


def _published(form, opportunity, request, warning) -> bool:
    """Whether the form is done with: published now, or by someone who was quicker."""
    to, seen = form.cleaned_data["to"], form.cleaned_data["seen"]
    knowingly = warning.labels if warning else ()
    try:
        opportunities.publish(
            opportunity=opportunity, to=to, checked=seen, knowingly=knowingly, by=request.user, at=timezone.now()
        )
    except opportunities.NotReady as refusal:
        for gap in refusal.gaps:
            form.add_error("to", gap.text)
        return False
    except opportunities.ChangedSinceChecked as refusal:
        form.add_error(None, str(refusal))
        form.data = form.data.copy()
        form.data["seen"] = opportunities.checked_version(opportunity)  # the page shows how it stands now
        return False
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return True
    how = "open for tenders" if to == State.OPEN else "published for early engagement"
    messages.success(request, f"“{opportunity.title}” is {how}.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_extend(request, pk):
    """A new deadline with its reason, a page to check it, then a closed opportunity takes tenders again."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    if opportunity.state != State.CLOSED or opportunity.source != Source.PORTAL:
        messages.info(request, _already(opportunity))
        return redirect(opportunity)
    form = ExtendForm(request.POST if request.method == "POST" else None, opportunity=opportunity)
    context = {"form": form, "opportunity": opportunity, "back_url": opportunity.get_absolute_url()}
    if request.method == "POST" and form.is_valid():
        if "save" in request.POST:
            _extended(form, opportunity, request)
            return redirect(opportunity)
        if "change" not in request.POST:
            typed = [(name, value) for name, value in request.POST.items() if name.startswith(("deadline_", "reason"))]
            was, until = opportunity.submission_deadline, form.cleaned_data["deadline"]
            context |= {"typed": typed, "closed_at": was and moment_in_words(was), "until": moment_in_words(until)}
            return render(request, "commissioners/timetable/opportunity_extend_check.html", context)
    return render(request, "commissioners/timetable/opportunity_extend.html", context)


def _extended(form, opportunity, request) -> None:
    asked = form.cleaned_data
    try:
        deadlines.extend(
            opportunity=opportunity,
            deadline=asked["deadline"],
            reason=asked["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, f"“{opportunity.title}” takes tenders again.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))


@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_cancel(request, pk):
    """Ask why, then cancel."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    if opportunity.state in (State.CANCELLED, State.AWARDED) or opportunity.source != Source.PORTAL:
        messages.info(request, _why_not_cancelled(opportunity))
        return redirect(opportunity)
    is_published = opportunity.published_at is not None
    form = CancelForm(request.POST if request.method == "POST" else None, is_published=is_published)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            opportunities.cancel(opportunity=opportunity, reason=reason, by=request.user, at=timezone.now())
            messages.success(request, f"“{opportunity.title}” is cancelled.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(opportunity)
    context = {
        "form": form,
        "opportunity": opportunity,
        "waits": what_waits(opportunity, at=timezone.now()),
        "back_url": opportunity.get_absolute_url(),
    }
    return render(request, "commissioners/opportunity_cancel.html", context)


def _why_not_cancelled(opportunity) -> str:
    if opportunity.state == State.CANCELLED:
        return "This opportunity is already cancelled."
    if opportunity.state == State.AWARDED:
        return "This opportunity is awarded and can no longer be cancelled."
    return "This was imported from a notice. Cancel it where the notice was published."
