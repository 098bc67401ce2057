"""Funding rounds: read by anyone who is signed in; written, published and closed by programme managers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of
from support_requests.actions import funding_rounds as actions
from support_requests.forms.funding import RoundForm
from support_requests.funding.judging import competes
from support_requests.funding.money import awarded, left
from support_requests.funding.pages import own_applications, rows_of
from support_requests.models import FundingApplication, FundingRound

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 20


def get_round(user, pk: int, *, to_manage: bool = False) -> FundingRound:
    """That round, or 404; 403 for whoever may only read."""
    found = get_object_or_404(FundingRound.objects.visible_to(user), pk=pk)
    if to_manage and not user.has_perm("support_requests.manage"):
        raise PermissionDenied
    return found


@require_safe
def funding_round_list(request):
    """Every round, those that close last first."""
    rounds = FundingRound.objects.visible_to(request.user)
    at = timezone.now()
    page = page_of(Paginator(rounds, PER_PAGE), request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, one.is_open(at), one.opens_at > at) for one in page],
        "may_manage": request.user.has_perm("support_requests.manage"),
    }
    return render(request, "support_requests/funding/list.html", context)


@require_safe
def funding_round(request, pk):
    """One round: for applicants how to apply, for staff who applied and what is left."""
    shown, at = get_round(request.user, pk), timezone.now()
    is_staff = request.user.has_perm("support_requests.read_queue")
    judges = is_staff and not competes(shown, request.user)
    applications = FundingApplication.objects.visible_to(request.user).filter(round=shown)
    context = {
        "round": shown,
        "criteria": shown.criteria.all(),
        "is_open": shown.is_open(at),
        "is_to_come": shown.state == FundingRound.State.PUBLISHED and shown.opens_at > at,
        "own": own_applications(shown, request.user),
        "is_staff": is_staff,
        "judges": judges,
        "rows": rows_of(shown, applications.filter(submitted_at__isnull=False)) if judges else [],
        "awarded": awarded(shown) if is_staff else None,
        "left": left(shown) if is_staff else None,
        "may_manage": request.user.has_perm("support_requests.manage"),
    }
    return render(request, "support_requests/funding/detail.html", context)


@ASK_AND_DO
def funding_round_new(request):
    """A draft that only programme staff see."""
    if not request.user.has_perm("support_requests.read_queue"):
        raise Http404
    if not request.user.has_perm("support_requests.manage"):
        raise PermissionDenied
    form = RoundForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        key = form.cleaned_data["form_key"]
        if key:
            made = actions.start_round(
                values=form.values, criteria=form.criteria, form_key=key, by=request.user, at=timezone.now()
            )
            return redirect("funding_round_publish", made.pk)
        form.add_error(None, "Open this page again: it has lost its key")
    return render(request, "support_requests/funding/edit.html", {"form": form})


@ASK_AND_DO
def funding_round_edit(request, pk):
    """Change a draft."""
    shown = get_round(request.user, pk, to_manage=True)
    if shown.state != FundingRound.State.DRAFT:
        messages.info(request, "This round is published: it cannot be changed any more.")
        return redirect(shown)
    form = RoundForm(request.POST if request.method == "POST" else None, funding_round=shown)
    if form.is_bound and form.is_valid():
        given: dict[str, Any] = {
            "values": form.values,
            "criteria": form.criteria,
            "seen": form.cleaned_data["seen"] or 0,
        }
        try:
            actions.change_round(funding_round=shown, by=request.user, at=timezone.now(), **given)
            return redirect("funding_round_publish", shown.pk)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    return render(request, "support_requests/funding/edit.html", {"form": form, "round": shown})


@ASK_AND_DO
def funding_round_publish(request, pk):
    """Everything as organisations will read it, then published."""
    shown = get_round(request.user, pk, to_manage=True)
    if shown.state != FundingRound.State.DRAFT:
        return redirect(shown)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            seen = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0
            actions.publish_round(funding_round=shown, seen=seen, by=request.user, at=timezone.now())
            messages.success(request, f"“{shown}” is published.")
            return redirect(shown)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("funding_round_publish", pk)
    context = {"round": shown, "criteria": shown.criteria.all()}
    return render(request, "support_requests/funding/publish.html", context)


@ASK_AND_DO
def funding_round_close(request, pk):
    """Asks first, then closes a round before its time."""
    shown = get_round(request.user, pk, to_manage=True)
    if shown.state != FundingRound.State.PUBLISHED:
        return redirect(shown)
    if request.method == "POST":
        try:
            actions.close_round(funding_round=shown, by=request.user, at=timezone.now())
            messages.success(request, f"“{shown}” is closed.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(shown)
    return render(request, "support_requests/funding/close.html", {"round": shown})
