"""Pages of packages of support."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import completing
from support_requests.delivering.desk import Desk, allowed, in_package
from support_requests.delivering.page import package_page
from support_requests.forms.packages import CompleteForm

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
officers = allowed("is_officer")


@require_safe
@in_package
def support_package(request, desk: Desk):
    """What is agreed, who helps, what is used and what happened."""
    page = package_page(desk, today=timezone.localdate())
    return render(request, "support_requests/packages/detail.html", {"page": page, "desk": desk})


@require_POST
@in_package
@officers
def package_begin(request, desk: Desk):
    """Work begins without an adviser who said so."""
    try:
        completing.begin_work(request=desk.package.request, by=request.user, at=timezone.now())
        messages.success(request, "Work has begun.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(desk.package)


@FORM_METHODS
@in_package
@officers
def package_complete(request, desk: Desk):
    """What came of it; checked before it is sent. What has ended is not asked again."""
    if not desk.goes_on and request.POST.get("then") != "send":
        messages.info(request, "This package has ended: there is nothing left to complete.")
        return redirect(desk.package)
    if completing.too_early(desk.package.request):
        messages.error(request, completing.NOT_BEGUN)
        return redirect(desk.package)
    page = package_page(desk, today=timezone.localdate())
    form = CompleteForm(posted(request), lines=page.lines, consortium=desk.package.consortium)
    context = {"desk": desk, "form": form, "page": page}
    if request.method != "POST" or not form.is_valid() or request.POST.get("then") == "change":
        return render(request, "support_requests/packages/complete.html", context)
    if request.POST.get("then") != "send":
        return render(request, "support_requests/packages/complete_check.html", context)
    typed = {name: form.cleaned_data[name] for name in ("outcome", "lessons")}
    try:
        case = desk.package.request
        completing.complete(request=case, lines=form.said, **typed, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The request is completed. {desk.told} are told.")
    return redirect(desk.package)


def done(request, desk: Desk, told: str, act, **what):
    """Act, say how it went, and lead back to the package."""
    try:
        act(**what, by=request.user, at=timezone.now())
        messages.success(request, told)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(desk.package)


def posted(request):
    """What was sent, also where it is nothing; None where the page was only opened."""
    return request.POST if request.method == "POST" else None
