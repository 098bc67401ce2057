"""Claiming an imported opportunity, and deciding on claims."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.actions import claims
from commissioners.claiming.pages import case, claimable, line
from commissioners.forms.claims import ClaimForm, DecisionForm, EndForm
from commissioners.models import OpportunityClaim
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.queues import queue_page

from .access import get_opportunity

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
State = OpportunityClaim.State


@FORM_METHODS
def opportunity_claim(request, pk):
    """Says that an imported opportunity is a body's own, and how programme staff can tell."""
    opportunity = get_opportunity(request.user, pk, to="claim_opportunity")
    form = ClaimForm(
        request.POST if request.method == "POST" else None, bodies=claimable(opportunity, user=request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = claims.claim(opportunity=opportunity, by=request.user, at=timezone.now(), **form.cleaned_data)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect(opportunity)
        messages.success(request, "Sent. Programme staff decide, and we tell you.")
        return redirect("claim_detail", made.pk)
    context = {"form": form, "opportunity": opportunity, "back_url": opportunity.get_absolute_url()}
    return render(request, "commissioners/opportunity_claim.html", context)


@require_safe
def claim_list(request):
    """The claims that wait for programme staff, longest first."""
    if not request.user.has_perm("commissioners.read_claims"):
        raise Http404
    waiting = OpportunityClaim.objects.visible_to(request.user).waiting()
    rows = waiting.select_related("body", "opportunity__body").defer("opportunity__search")
    queue = queue_page(rows, request.GET, search=("opportunity__title", "body__name"), since="asked_at")
    context = {"queue": queue, "page": queue.page, "lines": [line(claim, timezone.now()) for claim in queue.page]}
    return render(request, "commissioners/claim_list.html", context)


@FORM_METHODS
def claim_detail(request, pk):
    """One claim with both bodies and the notice beside each other, and for staff the decision."""
    claim = _claim(request.user, pk)
    may_decide = request.user.has_perm("commissioners.decide_claim", claim)
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _decided(request, claim, form.cleaned_data)
    context = case(claim) | {
        "form": form if may_decide else None,
        "is_staff": request.user.has_perm("commissioners.read_claims"),
        "may_withdraw": request.user.has_perm("commissioners.change_body", claim.body),
        "may_end": may_decide,
    }
    return render(request, "commissioners/claim_detail.html", context)


def _claim(user, pk) -> OpportunityClaim:
    found = OpportunityClaim.objects.visible_to(user).select_related(
        "body", "opportunity__body", "opportunity__claimed_by", "asked_by", "decided_by"
    )
    return get_object_or_404(found.defer("opportunity__search"), pk=pk)


def _decided(request, claim, said):
    deed = claims.approve if said["decision"] == "approve" else claims.decline
    try:
        deed(claim=claim, reason=said["reason"], by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("claim_detail", claim.pk)
    done = "approved" if said["decision"] == "approve" else "declined"
    messages.success(request, f"The claim of {claim.body} is {done}. Its people are told.")
    return redirect("claim_list")


@require_POST
def claim_withdraw(request, pk):
    """The body takes its claim back."""
    claim = _claim(request.user, pk)
    if not request.user.has_perm("commissioners.change_body", claim.body):
        raise PermissionDenied
    try:
        claims.withdraw(claim=claim, by=request.user, at=timezone.now())
        messages.success(request, "Your claim is withdrawn.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(claim.opportunity)


@FORM_METHODS
def claim_end(request, pk):
    """Programme staff take an approval back, and say why."""
    claim = _claim(request.user, pk)
    if not request.user.has_perm("commissioners.decide_claim", claim):
        raise PermissionDenied
    if claim.opportunity.claimed_by_id != claim.body_id or claim.state != State.APPROVED:
        messages.info(request, f"{claim.body} does not act as the buyer by this claim. There is nothing to end.")
        return redirect("claim_detail", claim.pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            claims.end(claim=claim, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
            messages.success(request, f"{claim.body} no longer acts as the buyer. Its people are told.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("claim_detail", claim.pk)
    return render(request, "commissioners/claim_end.html", {"form": form, "claim": claim})
