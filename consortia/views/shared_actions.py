"""What the members of a consortium have to do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import shared_actions as actions
from consortia.forms.shared_actions import ActionForm
from consortia.models import SharedAction
from consortia.sharing.actions import ActionView, done_actions, open_actions, rows_of, view
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible

from .limits import working

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
adding = limited("shared_action_add", "120/h/user")


@require_safe
@in_workspace
def shared_actions(request, workspace: Workspace):
    """What is to do, and what is done."""
    today = timezone.localdate()
    context = {
        "workspace": workspace,
        "open": open_actions(workspace, today=today),
        "page": done_actions(workspace, number=request.GET.get("page"), today=today),
    }
    return render(request, "consortia/sharing/actions.html", context)


@FORM_METHODS
@adding
@in_workspace
@acting
def shared_action_add(request, workspace: Workspace):
    """Something more to do."""
    data = request.POST if request.method == "POST" else None
    form = ActionForm(data, row=SharedAction(), seats=workspace.acting, members=workspace.members)
    if request.method == "POST" and form.is_valid():
        try:
            action = actions.add(member=form.member, values=form.values, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{action}” is on the list.")
            return redirect("shared_actions", workspace.consortium.pk)
    return render(request, "consortia/sharing/action_form.html", {"workspace": workspace, "form": form})


@require_safe
@in_workspace
def shared_action(request, workspace: Workspace, action_pk):
    """One action, and what the person can do about it."""
    one = _one(workspace, action_pk)
    return render(request, "consortia/sharing/action.html", {"workspace": workspace, "one": one})


@FORM_METHODS
@working
@in_workspace
@acting
def shared_action_change(request, workspace: Workspace, action_pk):
    """Change it: 403 where another member has taken it on."""
    one = _one(workspace, action_pk)
    given = {"seats": _free(one), "members": workspace.members}
    form = ActionForm(request.POST if request.method == "POST" else None, row=one.action, **given)
    if request.method == "POST" and form.is_valid() and _saved(form, workspace, request.user):
        messages.success(request, "The action is saved.")
        return redirect(one.action)
    context = {"workspace": workspace, "form": form, "action": one.action}
    return render(request, "consortia/sharing/action_form.html", context)


@require_POST
@working
@in_workspace
@acting
def shared_action_answer(request, workspace: Workspace, action_pk):
    """Take it on, or decline. 403 for whoever is not asked."""
    one = _one(workspace, action_pk)
    seats = [seat for seat in workspace.acting if seat.organisation_id == one.action.owner_id]
    if not seats:
        raise PermissionDenied
    accepts = "accept" in request.POST
    told = "You have taken it on." if accepts else "You have declined. The other members are told."
    return _done(request, one, told, actions.answer, member=seats[0], accepts=accepts)


@require_POST
@working
@in_workspace
@acting
def shared_action_finish(request, workspace: Workspace, action_pk):
    """It is done."""
    one = _one(workspace, action_pk)
    return _done(request, one, "The action is done.", actions.finish, member=_seat(one))


@require_POST
@working
@in_workspace
@acting
def shared_action_reopen(request, workspace: Workspace, action_pk):
    """It is not done after all."""
    one = _one(workspace, action_pk)
    return _done(request, one, "The action is open again.", actions.reopen, member=_seat(one))


def _one(workspace: Workspace, action_pk) -> ActionView:
    action = get_object_or_404(rows_of(workspace.consortium), pk=action_pk)
    return view(action, workspace, today=timezone.localdate())


def _free(one: ActionView) -> list:
    """The members for which the person may change it; 403 where another one has it."""
    if not one.seats:
        raise PermissionDenied
    return one.seats


def _seat(one: ActionView):
    """The member that has it, where the person acts for it; else the first for which they act."""
    seats = _free(one)
    return next((seat for seat in seats if seat.organisation_id == one.action.owner_id), seats[0])


def _done(request, one: ActionView, told: str, act, **what):
    try:
        act(action=one.action, by=request.user, at=timezone.now(), **what)
        messages.success(request, told)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(one.action)


def _saved(form: ActionForm, workspace: Workspace, user) -> bool:
    said = {"values": form.values, "seen": form.cleaned_data["seen"]}
    try:
        actions.change(member=form.member, action=form.row, **said, by=user, at=timezone.now())
    except ChangedMeanwhile as refusal:
        form.meet(rows_of(workspace.consortium).get(pk=form.row.pk), refusal)
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
