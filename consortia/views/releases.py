"""Releasing sections of one's own profile to the members of a consortium, and taking them back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from consortia.actions import releases
from consortia.disclosure.page import disclosure_of
from consortia.disclosure.releasing import shown_by
from consortia.forms.disclosure import ReleaseForm
from consortia.workspace.seats import Workspace, acting, in_workspace
from mutuals.visibility import SECTIONS_BY_KEY
from partnerships_portal.accounts.transitions import NotPossible

from .limits import working

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
PAGE = "consortium_confidentiality"


@FORM_METHODS
@working
@in_workspace
@acting
def sections_release(request, workspace: Workspace):
    """Choose sections, check who will see what, release them."""
    seat = workspace.seat(request.POST.get("seat") or request.GET.get("seat"))
    page = disclosure_of(workspace)
    posted = request.POST if request.method == "POST" else None
    is_sent = posted is not None and posted.get("then") == "release"
    released = () if is_sent else page.open_to_all(seat)  # sent a second time it is no error, and changes nothing
    form = ReleaseForm(posted, member=seat, released=[one.key for one in released])
    context = {"workspace": workspace, "seat": seat, "form": form, "page": page, "released": released}
    if request.method != "POST" or not form.is_valid() or request.POST.get("then") == "change":
        return render(request, "consortia/disclosure/release.html", context)
    chosen = form.cleaned_data["sections"]
    if request.POST.get("then") == "release":
        return _released(request, workspace, seat, chosen)
    context["shown"] = shown_by(seat.organisation, chosen)
    context["others"] = [one.organisation for one in workspace.members if one.pk != seat.pk]
    return render(request, "consortia/disclosure/release_check.html", context)


def _released(request, workspace: Workspace, seat, chosen):
    try:
        titles = releases.release(member=seat, sections=chosen, by=request.user, at=timezone.now())
        said = f"Released: {', '.join(titles)}. The other members are told." if titles else "It was released already."
        messages.success(request, said)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(PAGE, workspace.consortium.pk)


@require_POST
@working
@in_workspace
@acting
def section_take_back(request, workspace: Workspace):
    """Closes a section in the same moment."""
    seat, key = workspace.seat(request.POST.get("seat")), request.POST.get("section", "")
    try:
        if key in SECTIONS_BY_KEY and releases.take_back(member=seat, section=key, by=request.user, at=timezone.now()):
            messages.success(request, f"{SECTIONS_BY_KEY[key].title}: taken back. Nobody here sees it any more.")
        else:
            messages.info(request, "It was taken back already.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(PAGE, workspace.consortium.pk)
