"""Milestones and sessions of a package."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from commissioners.actions.meanwhile import ChangedMeanwhile
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import delivery as actions
from support_requests.delivering.desk import Desk, allowed, in_package
from support_requests.forms.delivery import MilestoneForm, SessionForm
from support_requests.models import Milestone, PackageSession

from .packages import FORM_METHODS, done, posted

deliverers = allowed("may_deliver")
delivering = limited("delivering", "120/h/user")  # what is entered is told to everybody who is concerned


@FORM_METHODS
@delivering
@in_package
@deliverers
def milestone_add(request, desk: Desk):
    """Something more that is to be reached."""
    form = _form(MilestoneForm, request, Milestone())
    if form.is_bound and form.is_valid() and _saved(form, request, actions.add_milestone, package=desk.package):
        messages.success(request, "The milestone is added.")
        return redirect(desk.package)
    return _page(request, desk, form, "Add a milestone", "Save the milestone")


@FORM_METHODS
@delivering
@in_package
@deliverers
def milestone_change(request, desk: Desk, milestone_pk):
    """Its words, or its date."""
    milestone = get_object_or_404(desk.package.milestones, pk=milestone_pk)
    form = _form(MilestoneForm, request, milestone)
    if form.is_bound and form.is_valid() and _changed(form, request, actions.change_milestone, milestone=milestone):
        messages.success(request, "The milestone is saved.")
        return redirect(desk.package)
    return _page(request, desk, form, "Change a milestone", "Save the milestone")


@require_POST
@delivering
@in_package
@deliverers
def milestone_mark(request, desk: Desk, milestone_pk):
    """It is reached, or not after all."""
    milestone = get_object_or_404(desk.package.milestones, pk=milestone_pk)
    is_done = request.POST.get("then") != "reopen"
    told = "The milestone is marked as reached." if is_done else "The milestone is open again."
    return done(request, desk, told, actions.mark_milestone, milestone=milestone, is_done=is_done)


@FORM_METHODS
@delivering
@in_package
@deliverers
def milestone_remove(request, desk: Desk, milestone_pk):
    """Asked once more: it is gone for good."""
    milestone = get_object_or_404(desk.package.milestones, pk=milestone_pk)
    if request.method == "POST":
        return done(request, desk, "The milestone is taken off.", actions.remove_milestone, milestone=milestone)
    return render(request, "support_requests/packages/milestone_remove.html", {"desk": desk, "milestone": milestone})


@FORM_METHODS
@delivering
@in_package
@deliverers
def session_add(request, desk: Desk):
    """A session, planned or held."""
    form = _form(SessionForm, request, PackageSession())
    if form.is_bound and form.is_valid():
        key = form.cleaned_data["form_key"]
        if _saved(form, request, _add_session, package=desk.package, form_key=key):
            messages.success(request, "The session is entered. Everyone who works on this is told.")
            return redirect(desk.package)
    return _page(request, desk, form, "Add a session", "Save the session")


@FORM_METHODS
@delivering
@in_package
@deliverers
def session_change(request, desk: Desk, session_pk):
    """What is known of it now."""
    session = get_object_or_404(desk.package.sessions.select_related("changed_by"), pk=session_pk)
    form = _form(SessionForm, request, session)
    if form.is_bound and form.is_valid() and _changed(form, request, actions.change_session, session=session):
        messages.success(request, "The session is saved.")
        return redirect(desk.package)
    return _page(request, desk, form, "Change a session", "Save the session", session=session)


@FORM_METHODS
@delivering
@in_package
@deliverers
def session_remove(request, desk: Desk, session_pk):
    """Asked once more: whoever was to come is told."""
    session = get_object_or_404(desk.package.sessions, pk=session_pk)
    if request.method == "POST":
        return done(request, desk, "The session is taken off.", actions.remove_session, session=session)
    return render(request, "support_requests/packages/session_remove.html", {"desk": desk, "session": session})


def _add_session(*, package, what, held_on, place, who_came, notes, form_key, by, at):
    values = {"what": what, "held_on": held_on, "place": place, "who_came": who_came, "notes": notes}
    return actions.add_session(package=package, values=values, form_key=form_key, by=by, at=at)


def _form(kind, request, row):
    return kind(posted(request), row=row, seats=[])


def _page(request, desk: Desk, form, title: str, save: str, session=None):
    context = {"desk": desk, "form": form, "title": title, "save": save, "session": session}
    return render(request, "support_requests/packages/form.html", context)


def _saved(form, request, act, **what) -> bool:
    try:
        act(**what, **form.values, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _changed(form, request, act, **what) -> bool:
    try:
        act(**what, values=form.values, seen=form.cleaned_data["seen"], by=request.user, at=timezone.now())
    except ChangedMeanwhile as refusal:
        form.meet(type(form.row).objects.get(pk=form.row.pk), refusal)
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
