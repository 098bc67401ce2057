"""What the portal holds about the person who asks: to see, to take away, to have deleted."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships_portal.accounts import erasure, export
from partnerships_portal.accounts.forms import DeleteAccountForm
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.register import Erasure

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def personal_data(request):
    """How much is held of what, why, and where each can be changed."""
    return render(request, "account/data_summary.html", {"groups": export.summary(request.user)})


@FORM_METHODS
@reauthentication_required
@limited("personal_data_export", "10/h/user")
def personal_data_export(request):
    """All of it as a file, for whoever has just shown who they are."""
    if request.method != "POST":
        return render(request, "account/data_download.html")
    at = timezone.now()
    answer = HttpResponse(export.archive(request.user, at=at), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="what-we-hold-about-me-{at:%Y-%m-%d}.zip"'
    return answer


@FORM_METHODS
@reauthentication_required
def account_delete(request):
    """What goes, what stays and why; then it goes."""
    obstacles = erasure.obstacles_to(request.user)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None)
    if not obstacles and form.is_bound and form.is_valid():
        try:
            erasure.erase(person=request.user, by=request.user, at=timezone.now())
        except erasure.CannotErase as error:  # since a moment ago
            obstacles = error.obstacles
        else:
            logout(request)
            messages.success(request, "Your account is deleted. We sent a last e-mail to say so.")
            return redirect("home")
    held = [each.holding for all_held in export.summary(request.user).values() for each in all_held]
    context = {
        "form": form,
        "obstacles": obstacles,
        "goes": [holding for holding in held if holding.erasure is not Erasure.KEPT],
        "stays": [holding for holding in held if holding.erasure is Erasure.KEPT],
    }
    return render(request, "account/account_delete.html", context)
