"""The risk register of a consortium."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import risks as actions
from consortia.forms.risks import RiskCloseForm, RiskForm
from consortia.models import Risk
from consortia.risks.pages import number_of, register, seats_asked, seats_for, view
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.transitions import NotPossible

from .limits import working


def _risk(workspace: Workspace, risk_pk) -> Risk:
    risks = Risk.objects.select_related("owner", "changed_by", "changed_for")
    return get_object_or_404(risks, consortium=workspace.consortium, pk=risk_pk)


def _seats(risk: Risk, workspace: Workspace) -> list:
    """The members for which the person may change it: 403 where another member owns it."""
    seats = seats_for(risk, workspace)
    if not seats:
        raise PermissionDenied
    return seats


@require_safe
@in_workspace
def risks(request, workspace: Workspace):
    """The matrix and the list."""
    return render(request, "consortia/risks/list.html", register(workspace, today=timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def risk_add(request, workspace: Workspace):
    """A new risk."""
    data = request.POST if request.method == "POST" else None
    form = RiskForm(data, row=Risk(), seats=workspace.acting, members=workspace.members)
    if request.method == "POST" and form.is_valid():
        try:
            risk = actions.add(member=form.member, values=form.values, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The risk is added, and the other members are told.")
            return redirect("risk", workspace.consortium.pk, risk.pk)
    return render(request, "consortia/risks/form.html", {"workspace": workspace, "form": form})


@require_safe
@in_workspace
def risk(request, workspace: Workspace, risk_pk):
    """All about one risk."""
    found = _risk(workspace, risk_pk)
    context = {"workspace": workspace, "one": view(found, number_of(found), workspace, today=timezone.localdate())}
    return render(request, "consortia/risks/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def risk_change(request, workspace: Workspace, risk_pk):
    """Change a risk, which is also how it is reviewed."""
    found = _risk(workspace, risk_pk)
    given = {"seats": _seats(found, workspace), "members": workspace.members}
    form = RiskForm(request.POST if request.method == "POST" else None, row=found, **given)
    if request.method == "POST" and form.is_valid() and _saved(form, request.user):
        messages.success(request, "The risk is saved.")
        return redirect("risk", workspace.consortium.pk, found.pk)
    return render(request, "consortia/risks/form.html", {"workspace": workspace, "form": form, "risk": found})


def _saved(form: RiskForm, user) -> bool:
    said = {"values": form.values, "seen": form.cleaned_data["seen"]}
    try:
        actions.change(member=form.member, risk=form.row, **said, by=user, at=timezone.now())
    except ChangedMeanwhile as refusal:
        form.meet(Risk.objects.select_related("owner", "changed_by").get(pk=form.row.pk), refusal)
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@working
@in_workspace
@acting
def risk_answer(request, workspace: Workspace, risk_pk):
    """Accept to own a risk, or decline. 403 for whoever was not asked."""
    found = _risk(workspace, risk_pk)
    seats = seats_asked(found, workspace) or [
        seat for seat in workspace.acting if seat.organisation_id == found.owner_id
    ]
    if not seats:
        raise PermissionDenied
    accepts = "accept" in request.POST
    try:
        actions.answer(member=seats[0], risk=found, accepts=accepts, by=request.user, at=timezone.now())
        messages.success(request, "You own this risk now." if accepts else "You do not own this risk.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("risk", workspace.consortium.pk, risk_pk)


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def risk_close(request, workspace: Workspace, risk_pk):
    """Close a risk that is none any more."""
    found = _risk(workspace, risk_pk)
    form = RiskCloseForm(request.POST if request.method == "POST" else None, seats=_seats(found, workspace))
    if request.method == "POST" and form.is_valid():
        ending = form.cleaned_data["ending"]
        try:
            actions.close(member=form.member, risk=found, ending=ending, by=request.user, at=timezone.now())
            messages.success(request, "The risk is closed.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("risks", workspace.consortium.pk)
    return render(request, "consortia/risks/close.html", {"workspace": workspace, "form": form, "risk": found})


@require_POST
@working
@in_workspace
@acting
def risk_reopen(request, workspace: Workspace, risk_pk):
    """Open a closed risk again."""
    found = _risk(workspace, risk_pk)
    seat = _seats(found, workspace)[0]
    try:
        actions.reopen(member=seat, risk=found, by=request.user, at=timezone.now())
        messages.success(request, "The risk is open again.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("risk", workspace.consortium.pk, risk_pk)
