"""Asking the bodies that buy together, and their answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners import overview
from commissioners.actions import buyers
from commissioners.buying_together import joint_buyers_page, request_page
from commissioners.forms.buyers import AnswerForm, AskForm
from commissioners.models import CommissioningBody, JointBuyerRequest
from commissioners.rules import editors_of, joint_buyers_edited_by
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity


@require_http_methods(["GET", "HEAD", "POST"])
def joint_buyers(request, pk):
    """Who buys together: look for a body to ask; withdraw what waits; take off who agreed."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    if request.method == "POST":
        return _changed(request, opportunity)
    words = request.GET.get("q", "").replace("\x00", "").strip()
    context = joint_buyers_page(opportunity, words=words)
    return render(request, "commissioners/joint_buyers.html", context | overview.back(opportunity))


def _number(key: str) -> int:
    """A primary key as it came; 0, which is nobody's, for anything else."""
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0


def _changed(request, opportunity):
    try:
        if "remove" in request.POST:
            body = get_object_or_404(opportunity.joint_buyers, pk=_number(request.POST["remove"]))
            buyers.remove(opportunity=opportunity, body=body, by=request.user, at=timezone.now())
            messages.success(request, f"{body} is taken off.")
        elif "withdraw" in request.POST:
            asked = get_object_or_404(opportunity.joint_buyer_requests, pk=_number(request.POST["withdraw"]))
            buyers.withdraw(request=asked, by=request.user, at=timezone.now())
            messages.success(request, f"{asked.body} is no longer asked.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("joint_buyers", opportunity.pk)


@limited("joint_buyer_ask", "60/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def joint_buyer_ask(request, pk, body_pk):
    """What the body is asked and what follows if it agrees; POST asks it."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    body = get_object_or_404(CommissioningBody.objects.visible_to(request.user), pk=body_pk)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        message = form.cleaned_data["message"]
        try:
            buyers.ask(opportunity=opportunity, body=body, message=message, by=request.user, at=timezone.now())
            messages.success(request, f"{body} is asked. You are told when it answers.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("joint_buyers", opportunity.pk)
    context = {
        "form": form,
        "opportunity": opportunity,
        "body": body,
        "has_people": editors_of(body).exists(),
        "back_url": reverse("joint_buyers", args=[pk]),
    }
    return render(request, "commissioners/joint_buyer_ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def joint_buyer_request(request, pk):
    """The body that was asked reads what it would agree to, and answers once."""
    requests = JointBuyerRequest.objects.visible_to(request.user)
    asked = get_object_or_404(requests.select_related("body", "opportunity__body", "asked_by"), pk=pk)
    if not request.user.has_perm("commissioners.answer_joint_buyer_request", asked):
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, asked, form)
    context = request_page(asked, user=request.user)
    return render(request, "commissioners/joint_buyer_request.html", context | {"form": form})


def _answered(request, asked, form):
    agrees = form.cleaned_data["answer"] == "agree"
    try:
        if agrees:
            buyers.agree(request=asked, by=request.user, at=timezone.now())
            messages.success(request, f"{asked.body} buys together with {asked.opportunity.body} now.")
        else:
            reason = form.cleaned_data["reason"]
            buyers.decline(request=asked, reason=reason, by=request.user, at=timezone.now())
            messages.success(request, f"You declined. {asked.opportunity.body} is told.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("joint_buyer_request", asked.pk)
    return redirect(asked.opportunity if agrees else "my_opportunities")


@require_http_methods(["GET", "HEAD", "POST"])
def joint_buyer_leave(request, pk):
    """A joint buyer asks itself, then takes itself off."""
    opportunity = get_opportunity(request.user, pk, to="leave_opportunity")
    own = list(joint_buyers_edited_by(request.user, opportunity))
    if request.method == "POST":
        try:
            buyers.leave(opportunity=opportunity, bodies=own, by=request.user, at=timezone.now())
            messages.success(request, f"“{opportunity.title}” no longer names you as a joint buyer.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("my_opportunities")
    context = {"opportunity": opportunity, "own": own, "back_url": opportunity.get_absolute_url()}
    return render(request, "commissioners/joint_buyer_leave.html", context)
