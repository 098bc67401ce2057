"""Budgets of days: read by staff, made and changed by managers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import budgets as actions
from support_requests.delivering.budgets import days_taken, views_of
from support_requests.delivering.years import year_of
from support_requests.forms.budgets import BudgetDaysForm, BudgetForm
from support_requests.models import SupportBudget

from .packages import FORM_METHODS, posted


@require_safe
def budget_list(request):
    """Each programme and year: days, set aside, worked and left."""
    _staff_only(request)
    context = {
        "budgets": views_of(SupportBudget.objects.all()),
        "year": year_of(timezone.localdate()),
        "may_manage": request.user.has_perm("support_requests.manage"),
    }
    return render(request, "support_requests/budgets/list.html", context)


@FORM_METHODS
def budget_add(request):
    """Days for this year or the next."""
    _staff_only(request)
    _managers_only(request)
    form = BudgetForm(posted(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            budget = actions.create_budget(**form.cleaned_data, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("programme", str(refusal))
        else:
            messages.success(request, f"The budget of {budget} is there. Packages can be agreed from it.")
            return redirect("budget_list")
    return render(request, "support_requests/budgets/form.html", {"form": form})


@FORM_METHODS
def budget_change(request, pk):
    """More or fewer days, never fewer than are taken."""
    _staff_only(request)
    budget = get_object_or_404(SupportBudget, pk=pk)
    _managers_only(request)
    form = BudgetDaysForm(posted(request), initial={"days": budget.days, "seen": budget.days})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_budget(budget=budget, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, "The budget is saved.")
            return redirect("budget_list")
    context = {"form": form, "budget": budget, "taken": days_taken(budget)}
    return render(request, "support_requests/budgets/form.html", context)


def _staff_only(request) -> None:
    if not request.user.has_perm("support_requests.read_queue"):
        raise Http404


def _managers_only(request) -> None:
    if not request.user.has_perm("support_requests.manage"):
        raise PermissionDenied
