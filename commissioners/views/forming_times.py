"""How many weeks partnerships take to form: read by programme staff, set by programme managers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions.forming_times import set_weeks
from commissioners.choices import PartnershipModel
from commissioners.forms.forming_times import FormingTimeForm
from commissioners.timetable.forming import Weeks, weeks_of_each
from partnerships_portal.accounts.transitions import NotPossible

from .access import must


@require_safe
def forming_times(request):
    """Every model with its weeks, the starting value, and who set it when."""
    must(request.user, "read_forming_times", seen_with="read_forming_times")
    context = {
        "rows": weeks_of_each(),
        "may_change": request.user.has_perm("commissioners.change_forming_times"),
    }
    return render(request, "commissioners/timetable/forming_times.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def forming_time_change(request, model):
    """Type the weeks, check them, save. `?weeks=` fills in the starting value for the way back."""
    must(request.user, "change_forming_times", seen_with="read_forming_times")
    row = _row_of(model)
    step = request.POST.get("step", "")
    initial = {"weeks": request.GET.get("weeks", row.weeks), "seen": row.weeks}
    form = FormingTimeForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {"row": row, "form": form}
    if step and form.is_valid():
        if step == "save" and _saved(form, row, request):
            return redirect("forming_times")
        if step == "check":
            return render(
                request, "commissioners/timetable/forming_time_check.html", context | {"asked": form.cleaned_data}
            )
    return render(request, "commissioners/timetable/forming_time_change.html", context)


def _row_of(model: str) -> Weeks:
    if model not in PartnershipModel.values:
        raise Http404
    return next(row for row in weeks_of_each() if row.model == model)


def _saved(form, row: Weeks, request) -> bool:
    weeks, seen = form.cleaned_data["weeks"], form.cleaned_data["seen"]
    try:
        changed = set_weeks(model=row.model, weeks=weeks, seen=seen, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error("weeks", str(refusal))
        form.data = form.data.copy()
        form.data["seen"] = row.weeks
        return False
    said = (
        f"“{row.model.label}” now counts as {weeks} weeks." if changed else "Nothing was changed: it is that already."
    )
    messages.success(request, said)
    return True
