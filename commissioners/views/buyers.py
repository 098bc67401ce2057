"""Naming the bodies that buy together."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners import overview
from commissioners.actions import buyers
from commissioners.bodies import SEARCH_SHOWN, search_bodies
from commissioners.models import CommissioningBody
from commissioners.rules import joint_buyers_edited_by
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity

DEEDS = {"add": buyers.add, "remove": buyers.remove}


@require_http_methods(["GET", "HEAD", "POST"])
def joint_buyers(request, pk):
    """Who buys together: look for a body by name, add it, take it off."""
    opportunity = get_opportunity(request.user, pk, to="publish_opportunity")
    if request.method == "POST":
        return _changed(request, opportunity)
    words = request.GET.get("q", "").replace("\x00", "").strip()
    together = list(opportunity.joint_buyers.all())
    named = [opportunity.body_id, *(body.pk for body in together)]
    found = list(search_bodies(words).exclude(pk__in=named)[: SEARCH_SHOWN + 1]) if words else []
    context = {
        "opportunity": opportunity,
        "together": together,
        "query": words,
        "found": found[:SEARCH_SHOWN],
        "too_many": len(found) > SEARCH_SHOWN,
    }
    return render(request, "commissioners/joint_buyers.html", context | overview.back(opportunity))


def _is_id(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < 19


def _changed(request, opportunity):
    deed = next((name for name in DEEDS if name in request.POST), None)
    if deed is None:
        return redirect("joint_buyers", opportunity.pk)
    key = request.POST[deed]
    body = get_object_or_404(CommissioningBody.objects.visible_to(request.user), pk=int(key) if _is_id(key) else 0)
    try:
        DEEDS[deed](opportunity=opportunity, body=body, by=request.user, at=timezone.now())
        messages.success(request, f"{body} {'buys with you now' if deed == 'add' else 'is taken off'}.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("joint_buyers", opportunity.pk)


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
