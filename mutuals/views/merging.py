"""Merging two entries of what is one organisation: choose the survivor, look at both, merge."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mutuals import merging
from mutuals.actions import log_reading
from mutuals.actions.merging import merge
from mutuals.models import Organisation, Purpose
from mutuals.profile.closer import restricted
from partnerships_portal.accounts.transitions import NotPossible

from .closing import for_managers


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_merge(request, pk):
    """Looks for the survivor (`q`), shows both side by side (`into`), merges (POST)."""
    organisation = for_managers(request, pk)
    mine = request.user.memberships.values("organisation")  # nobody decides about an organisation of their own
    survivors = Organisation.objects.visible_to(request.user).filter(closed_at=None).exclude(pk__in=mine)
    survivors = survivors.exclude(pk=organisation.pk).defer("public_search")
    key = (request.POST if request.method == "POST" else request.GET).get("into", "")
    into = survivors.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
    if organisation.closed_at is not None:
        messages.info(request, f"{organisation} is closed. Reopen it before it can be merged.")
        return redirect(organisation)
    if request.method == "POST":
        return _merged(request, organisation, into)
    if into:
        return _compared(request, organisation, into)
    words = request.GET.get("q", "").replace("\x00", "").strip()
    found = merging.candidates(organisation, survivors, words)
    context = {"organisation": organisation, "query": words, "found": found}
    return render(request, "mutuals/organisation_merge.html", context)


def _compared(request, organisation, into):
    """Both side by side. What either keeps closer is shown for this purpose alone, and noted (decision 0067)."""
    closer = {one: restricted(one, merging.SECTIONS_COMPARED) for one in (organisation, into)}
    for one, sections in closer.items():
        purpose = Purpose.MERGER.value
        log_reading(reader=request.user, organisation=one, sections=sections, purpose=purpose, at=timezone.now())
    context = merging.side_by_side(organisation, into) | {"is_noted": any(closer.values())}
    return render(request, "mutuals/organisation_merge_check.html", context)


def _merged(request, organisation, into):
    if into is None:
        messages.error(request, "Choose the organisation that stays. It must not be closed.")
        return redirect("organisation_merge", organisation.pk)
    try:
        merge(organisation=organisation, into=into, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("organisation_merge", organisation.pk)
    messages.success(request, f"{organisation} is now part of {into}. The people of both are told.")
    return redirect(into)
