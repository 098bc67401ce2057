"""Adding, changing and removing lots."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commissioners import overview
from commissioners.actions import lots
from commissioners.forms.lots import LotForm
from commissioners.forms.publishing import RemoveForm
from commissioners.models import Lot
from partnerships_portal.accounts.transitions import NotPossible

from .access import get_opportunity
from .edits import overview_of, refuse

REMOVED = (
    "Somebody else removed this lot while you were writing. What you typed is below: save it to add it as a new lot, "
    "or leave without saving."
)


@require_http_methods(["GET", "HEAD", "POST"])
def lot_create(request, pk):
    """Add a lot."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    return _lot_page(request, opportunity, None)


@require_http_methods(["GET", "HEAD", "POST"])
def lot_edit(request, pk, lot_pk):
    """Change a lot. What was typed about one that somebody else has removed can be saved as a new one."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    if request.method == "POST" and not Lot.objects.filter(pk=lot_pk).exists():
        return _removed_page(request, opportunity)
    return _lot_page(request, opportunity, get_object_or_404(opportunity.lots, pk=lot_pk))


def _lot_page(request, opportunity, lot):
    form = LotForm(request.POST if request.method == "POST" else None, opportunity=opportunity, lot=lot)
    if request.method == "POST" and form.is_valid() and _saved(form, opportunity, lot, request.user):
        messages.success(request, "The lot is saved.")
        return redirect(overview_of(opportunity), opportunity.pk)
    return _shown(request, opportunity, form, lot)


def _removed_page(request, opportunity):
    form = LotForm(request.POST, opportunity=opportunity)
    form.add_error(None, REMOVED)
    return _shown(request, opportunity, form, None)


def _shown(request, opportunity, form, lot):
    name, args = ("lot_edit", [opportunity.pk, lot.pk]) if lot else ("lot_create", [opportunity.pk])
    context = {"form": form, "opportunity": opportunity, "lot": lot, "action": reverse(name, args=args)}
    return render(request, "commissioners/lot_form.html", context | overview.back(opportunity))


def _saved(form, opportunity, lot, user) -> bool:
    saving = {"values": form.values, "chosen": form.chosen, "note": form.why, "by": user, "at": timezone.now()}
    try:
        if lot is None:
            lots.add(opportunity=opportunity, **saving)
        else:
            lots.change(lot=lot, seen=form.cleaned_data["seen"], **saving)
    except NotPossible as refusal:
        refuse(form, opportunity, refusal)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def lot_remove(request, pk, lot_pk):
    """Ask, then remove a lot."""
    opportunity = get_opportunity(request.user, pk, to="change_opportunity")
    lot = get_object_or_404(opportunity.lots, pk=lot_pk)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            lots.remove(lot=lot, note=form.cleaned_data["note"], by=request.user, at=timezone.now())
            messages.success(request, f"“{lot}” is removed.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect(overview_of(opportunity), pk)
    context = {"form": form, "opportunity": opportunity, "lot": lot}
    return render(request, "commissioners/lot_remove.html", context | overview.back(opportunity))
