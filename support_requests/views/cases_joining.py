"""Requests that may be the same: found, laid side by side, and joined."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import merging
from support_requests.officers import has_officer, may_have
from support_requests.triage import page
from support_requests.triage.pairs import side_by_side, words_in_common
from support_requests.triage.related import related_to
from support_requests.triage.versions import version_of

from .reaching import case_of, case_to_decide


@require_safe
def support_case_related(request, pk):
    """Those that may ask for the same, and why."""
    case = case_of(request, pk)
    context = page.head(case, user=request.user, at=timezone.now()) | {"related": related_to(case, user=request.user)}
    return render(request, "support_requests/cases/related.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def support_case_beside(request, pk, other_pk):
    """Two of them side by side; sent, the first is joined with the second, which goes on."""
    if pk == other_pk:
        raise Http404
    reach = case_to_decide if request.method == "POST" else case_of
    case, other = reach(request, pk), case_of(request, other_pk)
    if request.method == "POST":
        if not request.user.has_perm("support_requests.decide", other.organisation):
            raise PermissionDenied
        return _joined(request, case, other)
    context = page.head(case, user=request.user, at=timezone.now()) | {
        "other": other,
        "lines": side_by_side(case, other),
        "words": words_in_common(case, other),
        "nobody_has_other": not has_officer(other),
        "may_take_other": other.is_open and not has_officer(other) and may_have(request.user, other),
        "why_not": merging.why_not(case, other),
        "seen": version_of(case),
        "seen_into": version_of(other),
    }
    return render(request, "support_requests/cases/beside.html", context)


def _joined(request, case, other):
    """Join them, say how it went, and lead to what goes on; back to both of them where it was refused."""
    sent = {"seen": request.POST.get("seen", ""), "seen_into": request.POST.get("seen_into", "")}
    sent["takes"] = bool(request.POST.get("take"))
    try:
        merging.join(request=case, into=other, **sent, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("support_case_beside", case.pk, other.pk)
    messages.success(request, f"“{case}” goes on here, with “{other}”. {_told(case, other)} told.")
    return redirect("support_case", other.pk)


def _told(case, other) -> str:
    return f"{case.organisation} is" if case.organisation_id == other.organisation_id else "Both organisations are"
