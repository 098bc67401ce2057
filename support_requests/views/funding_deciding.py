"""Assessing and deciding applications for funding: officers and managers who do not belong to the applicant."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import funding as actions
from support_requests.forms.funding import AssessForm, DecideForm
from support_requests.funding.money import left
from support_requests.funding.pages import answered
from support_requests.models import FundingApplication, FundingRound

from .funding_applications import get_application

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])
NOT_TYPED = ("csrfmiddlewaretoken", "step")


@ASK_AND_DO
def funding_assess(request, pk):
    """One's own score of each criterion; colleagues give theirs."""
    one = get_application(request.user, pk, to="decide")
    if one.state != FundingApplication.State.SUBMITTED:
        messages.info(request, "This application was decided or withdrawn: it cannot be assessed any more.")
        return redirect(one)
    form = AssessForm(request.POST if request.method == "POST" else None, application=one, officer=request.user)
    if form.is_bound and form.is_valid():
        try:
            actions.assess(application=one, scores=form.scores, by=request.user, at=timezone.now())
            messages.success(request, "Your scores are kept.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(one)
    context = {"form": form, "application": one, "parts": form.parts(answered(one, with_scores=False))}
    return render(request, "support_requests/funding/assess.html", context)


@ASK_AND_DO
def funding_decide(request, pk):
    """Offer or decline with a reason: type it, check it, do it."""
    one = get_application(request.user, pk, to="decide")
    if one.state != FundingApplication.State.SUBMITTED or one.round.state != FundingRound.State.CLOSED:
        messages.info(request, "This application cannot be decided now.")
        return redirect(one)
    step = request.POST.get("step", "")
    form = DecideForm(request.POST if step else None, application=one)
    context = {"form": form, "application": one, "left": left(one.round)}
    if step in ("check", "save") and form.is_valid():
        if step == "check":
            typed = [pair for pair in request.POST.items() if pair[0] not in NOT_TYPED]
            checked = {"asked": form.cleaned_data, "typed": typed}
            return render(request, "support_requests/funding/decide_check.html", context | checked)
        given = {name: form.cleaned_data[name] for name in ("awarded", "reason")}
        try:
            actions.decide(application=one, by=request.user, at=timezone.now(), **given)
            messages.success(request, "It is decided, and the applicant is told.")
            return redirect(one)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    return render(request, "support_requests/funding/decide.html", context)
