"""Registering an organisation: one step a page, checked before it is sent."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mutuals import actions
from mutuals.forms.registering import Steps, typed
from mutuals.forms.registration import STEPS
from mutuals.models import Registration
from mutuals.registering import possible_matches
from partnerships_portal.accounts.transitions import NotPossible

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
SEARCHED_AFTER = ("name", "numbers")  # steps that tell what duplicates are found by


@FORM_METHODS
@permission_required("mutuals.create_organisation", raise_exception=True)
def organisation_register(request):
    """What is asked, how far one is, and the way to begin, go on or start again."""
    draft = Registration.objects.visible_to(request.user).drafts().first()
    at = timezone.now()
    if request.method == "POST":
        try:
            if request.POST.get("then") == "discard":
                if draft:
                    actions.discard_registration(registration=draft, by=request.user, at=at)
                    messages.success(request, "Your draft is deleted.")
                return redirect("organisation_register")
            draft = actions.start_registration(by=request.user, at=at)
        except NotPossible as error:
            messages.error(request, str(error))
            return redirect("organisation_register")
        return _go_on(draft, Steps(draft.answers))
    steps = Steps(draft.answers) if draft else None
    tasks = [_task(draft, steps, step) for step in steps.order] if steps else []
    context = {"draft": draft, "tasks": tasks}
    if steps:
        context |= {"next": steps.first_missing, "next_url": _address(draft, steps.first_missing or "check")}
    return render(request, "mutuals/registration_start.html", context)


def _task(draft, steps, step) -> tuple[str, str, bool, list[str]]:
    """(title, address, whether it is done, labels of what was not saved)"""
    return STEPS[step].title, _address(draft, step), step in steps.done, steps.not_saved(step)


@FORM_METHODS
def registration_step(request, pk, step):
    registration, steps = _opened(request, pk)
    if step not in STEPS:
        raise Http404
    if registration.sent_at:
        return redirect("registration_check", registration.pk)
    if not steps.may_open(step):
        return _go_on(registration, steps)
    form = steps.form(step, request.POST if request.method == "POST" else None)
    later = request.POST.get("then") == "later"
    if form.is_bound and (form.is_valid() or later):
        try:
            return _step_saved(request, registration, steps, form, step=step, later=later)
        except NotPossible as error:
            messages.error(request, str(error))
            return redirect("organisation_register")
    not_saved = [] if form.is_bound else steps.not_saved(step)
    context = {"form": form, "back": _back(request, registration, steps, step), "not_saved": not_saved}
    return render(request, "mutuals/registration_step.html", context)


def _step_saved(request, registration, steps, form, *, step: str, later: bool):
    kept = typed(form, only_valid=later)
    # Going on with an empty box says that it is meant to be empty; coming back later says nothing about it
    left_out = [
        name for name in form.fields if name not in kept and name in {*typed(form), *steps.left_out.get(step, [])}
    ]
    actions.save_step(
        registration=registration,
        step=step,
        answers=kept,
        left_out=left_out if later else [],
        by=request.user,
        at=timezone.now(),
    )
    if later:
        labels = [str(form.fields[name].label) for name in left_out]
        if labels:
            messages.warning(request, f"Not saved, because it needs correcting: {', '.join(labels)}.")
        rest = "Your other answers" if labels else "Your answers"
        messages.success(request, f"{rest} are saved. Nothing has been sent yet.")
        return redirect("organisation_register")
    steps = Steps(registration.answers)
    if step in SEARCHED_AFTER and possible_matches(registration, steps.found_by()):
        return redirect(_address(registration, "matches", after=step, **_then(request)))
    return _onwards(request, registration, steps, step)


@FORM_METHODS
def registration_matches(request, pk):
    """ "Is one of these yours?": organisations of the directory that may be the same."""
    registration, steps = _opened(request, pk)
    after = request.GET.get("after", "")
    if registration.sent_at:
        return redirect("registration_check", registration.pk)
    found = possible_matches(registration, steps.found_by())
    if request.method == "POST" and found:
        ids = [one.pk for one in found]
        try:
            actions.set_apart(registration=registration, organisations=ids, by=request.user, at=timezone.now())
        except NotPossible as error:
            messages.error(request, str(error))
            return redirect("organisation_register")
        found = possible_matches(registration, steps.found_by())
    if not found:
        return _onwards(request, registration, steps, after if after in steps.order else None)
    back = _address(registration, after if after in SEARCHED_AFTER else "name", **_then(request))
    return render(request, "mutuals/registration_matches.html", {"found": found, "back": back})


@FORM_METHODS
def registration_check(request, pk):
    """All answers, to be checked and sent; once sent, what happens next."""
    registration, steps = _opened(request, pk)
    if registration.sent_at:
        return render(request, "mutuals/registration_sent.html", {"registration": registration})
    if steps.first_missing:
        return _go_on(registration, steps)
    if possible_matches(registration, steps.found_by()):
        return redirect(_address(registration, "matches", then="check"))
    if request.method == "POST":
        return _sent(request, registration, steps)
    groups = [
        (STEPS[step].title, _address(registration, step, then="check"), steps.forms[step].rows())
        for step in steps.order
    ]
    context = {"groups": groups, "back": _address(registration, steps.order[-1]), "falls_short": steps.falls_short}
    return render(request, "mutuals/registration_check.html", context | {"registration": registration})


def _sent(request, registration, steps):
    values, definition = steps.values()
    try:
        actions.send_registration(
            registration=registration, values=values, definition=definition, by=request.user, at=timezone.now()
        )
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("organisation_register")
    return redirect("registration_check", registration.pk)


def _opened(request, pk) -> tuple[Registration, Steps]:
    """The person's own registration; that of somebody else does not exist."""
    own = Registration.objects.visible_to(request.user).select_related("organisation", "person")
    registration = get_object_or_404(own, pk=pk)
    if not request.user.has_perm("mutuals.create_organisation"):
        raise PermissionDenied
    return registration, Steps(registration.answers)


def _address(registration, step: str, **query) -> str:
    """Of a step, or of the page "matches" or "check"."""
    if step in ("matches", "check"):
        address = reverse(f"registration_{step}", args=[registration.pk])
    else:
        address = reverse("registration_step", args=[registration.pk, step])
    return f"{address}?{urlencode(query)}" if query else address


def _then(request) -> dict[str, str]:
    """Whoever came from the check page goes back to it."""
    return {"then": "check"} if request.GET.get("then") == "check" else {}


def _go_on(registration, steps):
    return redirect(_address(registration, steps.first_missing or "check"))


def _onwards(request, registration, steps, step):
    """To the next step, or back to the check page for whoever came from there and has nothing missing."""
    if step is None or _then(request):
        return _go_on(registration, steps)
    return redirect(_address(registration, steps.after(step) or "check"))


def _back(request, registration, steps, step) -> str:
    if _then(request) and not steps.first_missing:
        return _address(registration, "check")
    before = steps.before(step)
    return _address(registration, before) if before else reverse("organisation_register")
