"""Lines of a package: asking an adviser, taking one off, and how many days are agreed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import number_in
from support_requests.actions import assignments, budgets
from support_requests.delivering.budgets import worked_on
from support_requests.delivering.candidates import candidates_for, need_of
from support_requests.delivering.desk import Desk, in_package
from support_requests.delivering.suggesting import conflicted, suggest
from support_requests.forms.packages import BecauseForm, LineDaysForm
from support_requests.models import Adviser, Assignment, PackageLine

from .packages import FORM_METHODS, done, officers, posted

CHOOSE = "Choose whom to ask"


@FORM_METHODS
@in_package
@officers
def line_ask(request, desk: Desk, line_pk):
    """Whom to ask for a line, the best first and why; checked before the person is told."""
    line = line_of(desk, line_pk)
    chosen, context = None, {"desk": desk, "line": line}
    if request.method == "POST":
        working = Adviser.objects.visible_to(request.user).working().select_related("person")
        chosen = working.filter(pk=number_in(request.POST.get("adviser", ""))).first()
        if chosen is None:
            context["problem"] = CHOOSE
    if chosen is not None and request.POST.get("then") == "send":
        told = f"{chosen} is asked, and can read the request now."
        return done(request, desk, told, assignments.ask, line=line, adviser=chosen)
    if chosen is not None and request.POST.get("then") != "change":
        return render(request, "support_requests/packages/ask_check.html", context | {"chosen": chosen})
    need, candidates = need_of(line), candidates_for(line, today=timezone.localdate(), reader=request.user)
    context |= {
        "need": need,
        "chosen": chosen,
        "suggestions": suggest(need, candidates),
        "conflicted": conflicted(candidates),
        "live": line.assignments.live().select_related("adviser__person").first(),
    }
    return render(request, "support_requests/packages/ask.html", context)


@FORM_METHODS
@in_package
@officers
def line_days(request, desk: Desk, line_pk):
    """More or fewer days for a line."""
    line = line_of(desk, line_pk)
    form = LineDaysForm(posted(request), initial={"days": line.days, "seen": line.days})
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("days", "seen")}
        try:
            budgets.change_days(line=line, **typed, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, f"The days are agreed. {desk.told} are told.")
            return redirect(desk.package)
    context = {"desk": desk, "line": line, "form": form, "worked": worked_on(line)}
    return render(request, "support_requests/packages/days.html", context)


@FORM_METHODS
@in_package
@officers
def assignment_take_off(request, desk: Desk, assignment_pk):
    """Asked once more: the adviser is told, and reads the case no more."""
    found = Assignment.objects.filter(line__package=desk.package).select_related("adviser__person", "line")
    assignment = get_object_or_404(found, pk=assignment_pk)
    form = BecauseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        told, because = f"{assignment.adviser} is taken off, and told why.", form.cleaned_data["because"]
        return done(request, desk, told, assignments.take_off, assignment=assignment, because=because)
    context = {"desk": desk, "assignment": assignment, "form": form}
    return render(request, "support_requests/packages/take_off.html", context)


def line_of(desk: Desk, line_pk) -> PackageLine:
    """The line, where this package has it; 404 where it has not, or no more."""
    lines = PackageLine.objects.filter(package=desk.package)
    return get_object_or_404(lines.select_related("package__request__organisation", "package__consortium"), pk=line_pk)
