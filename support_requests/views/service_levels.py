"""Service levels: read by programme staff; programme managers change them, once they have checked what they typed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import service_levels as actions
from support_requests.choices import Priority
from support_requests.forms.service_levels import ClosedDayForm, OfficeHoursForm, ServiceLevelForm
from support_requests.models import ClosedDay, OfficeHours, ServiceLevel
from support_requests.service_levels.levels import Promises
from support_requests.service_levels.pages import row_of, rows_of

ASK_AND_DO = require_http_methods(["GET", "HEAD", "POST"])
UNCHANGED = "Nothing was changed: it says that already."
NOT_TYPED = ("csrfmiddlewaretoken", "step")
HISTORY = 30  # rows of each kind that the page shows


@require_safe
def service_levels(request):
    """What is promised now and from later on, when the office is open, and who changed what."""
    _must(request.user)
    at, promises = timezone.now(), Promises.read()
    today = timezone.localdate(at)
    closed = ClosedDay.objects.select_related("added_by")
    context = {
        "rows": rows_of(promises, at),
        "office": promises.office(at),
        "hours_to_come": [hours for hours in promises.hours if hours.in_force_from > at],
        "closed_days": closed.filter(day__gte=today),
        "closed_before": closed.filter(day__lt=today).order_by("-day")[:HISTORY],
        "levels_set": ServiceLevel.objects.select_related("set_by")[:HISTORY],
        "hours_set": OfficeHours.objects.select_related("set_by")[:HISTORY],
        "today": today,
        "may_change": request.user.has_perm("support_requests.manage"),
    }
    return render(request, "support_requests/service_levels/list.html", context)


@ASK_AND_DO
def service_level_change(request, priority):
    """What is promised of one priority, from a day on."""
    _must(request.user, to_change=True)
    if priority not in Priority.values:
        raise Http404
    at = timezone.now()
    row = row_of(Priority(priority), Promises.read(), at)
    level = row.level
    initial = {
        "first_reply": level.first_reply,
        "first_reply_unit": level.first_reply_unit,
        "decision": level.decision,
        "decision_unit": level.decision_unit,
        "seen": row.newest,
    }

    def save(form):
        given = {name: form.cleaned_data[name] for name in ("since", "because", "seen")}
        made = actions.set_level(priority=priority, level=form.level, by=request.user, at=at, **given)
        return f"The service level of {row.label.lower()} requests is set." if made else UNCHANGED

    title = f"Service level for requests of {row.label.lower()} priority"
    return _decided(request, ServiceLevelForm, initial, save, "level", {"title": title, "row": row})


@ASK_AND_DO
def office_hours_change(request):
    """From when to when the office is open, from a day on."""
    _must(request.user, to_change=True)
    at, promises = timezone.now(), Promises.read()
    office = promises.office(at)
    newest = max((hours.pk for hours in promises.hours), default=0)
    initial = {"opens": f"{office.opens:%H:%M}", "closes": f"{office.closes:%H:%M}", "seen": newest}

    def save(form):
        made = actions.set_hours(by=request.user, at=at, **form.cleaned_data)
        return "The office hours are set." if made else UNCHANGED

    return _decided(request, OfficeHoursForm, initial, save, "hours", {"title": "Office hours", "office": office})


@ASK_AND_DO
def closed_day_add(request):
    """A day on which the office is closed."""
    _must(request.user, to_change=True)

    def save(form):
        made = actions.close_day(by=request.user, at=timezone.now(), **form.cleaned_data)
        return "The day is closed, and deadlines have moved." if made else UNCHANGED

    return _decided(request, ClosedDayForm, {}, save, "closed", {"title": "Close the office on a day"})


@ASK_AND_DO
def closed_day_open(request, pk):
    """Asks first, then opens the office on a day that was to be closed."""
    _must(request.user, to_change=True)
    closed = get_object_or_404(ClosedDay, pk=pk)
    if request.method == "POST":
        try:
            actions.open_day(closed=closed, by=request.user, at=timezone.now())
            messages.success(request, f"The office is open on {closed}, and deadlines have moved.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("service_levels")
    return render(request, "support_requests/service_levels/open.html", {"closed": closed})


def _must(user, *, to_change: bool = False) -> None:
    """404 for whoever is not programme staff, 403 for those of them who may only read."""
    if not user.has_perm("support_requests.read_queue"):
        raise Http404
    if to_change and not user.has_perm("support_requests.manage"):
        raise PermissionDenied


def _decided(request, form_class, initial, save, what, context):
    """Type it, check it, do it: three steps of one address."""
    step = request.POST.get("step", "")
    form = form_class(request.POST if step else None, initial=initial)
    context |= {"form": form, "what": what}
    if step in ("check", "save") and form.is_valid():
        if step == "check":
            typed = [pair for pair in request.POST.items() if pair[0] not in NOT_TYPED]
            asked = {"asked": form.cleaned_data, "level": getattr(form, "level", None), "typed": typed}
            return render(request, "support_requests/service_levels/check.html", context | asked)
        try:
            messages.success(request, save(form))
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("service_levels")
    return render(request, "support_requests/service_levels/change.html", context)
