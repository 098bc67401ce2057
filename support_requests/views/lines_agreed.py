"""Which lines a package has: another type of support, and one fewer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import lines as actions
from support_requests.actions.packages import days_left
from support_requests.delivering.budgets import worked_on
from support_requests.delivering.desk import Desk, in_package
from support_requests.forms.packages import LineBecauseForm, NewLineForm

from .lines import line_of
from .packages import FORM_METHODS, done, officers, posted


@FORM_METHODS
@in_package
@officers
def line_add(request, desk: Desk):
    """Another type of support; checked before the organisation is told."""
    form = NewLineForm(posted(request), lines=list(desk.package.lines.all()))
    context = {"desk": desk, "form": form, "left": days_left(desk.package.budget)}
    if request.method == "POST" and form.is_valid() and request.POST.get("then") != "change":
        if request.POST.get("then") != "send":
            name = "line_check" if form.fits(desk.package.budget) else "line_add"
            return render(request, f"support_requests/packages/{name}.html", context)
        try:
            actions.add_line(package=desk.package, line=form.line, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.type_in_words} is added. {desk.told} are told.")
            return redirect(desk.package)
    return render(request, "support_requests/packages/line_add.html", context)


@FORM_METHODS
@in_package
@officers
def line_remove(request, desk: Desk, line_pk):
    """Asked once more: whoever has it is let go, and the organisation is told why."""
    line, form = line_of(desk, line_pk), LineBecauseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        told, because = f"{line} is taken off. {desk.told} are told.", form.cleaned_data["because"]
        return done(request, desk, told, actions.remove_line, line=line, because=because)
    live = line.assignments.live().select_related("adviser__person").first()
    context = {"desk": desk, "line": line, "form": form, "live": live, "worked": worked_on(line)}
    return render(request, "support_requests/packages/line_remove.html", context)
