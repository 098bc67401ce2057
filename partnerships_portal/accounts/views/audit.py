"""The record of actions, for programme managers."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships_portal.accounts.audit.reading import entries
from partnerships_portal.accounts.forms import AuditFilter
from partnerships_portal.accounts.models import AuditCheck, AuditEvent, TidyingRun
from partnerships_portal.pages import page_of

PAGE_SIZE = 50


@require_safe
def audit_log(request):
    """Who did what when, newest first, and whether the record is as it was written."""
    if not request.user.has_perm("accounts.read_audit"):
        raise Http404
    form = AuditFilter(request.GET)
    events = form.filtered(AuditEvent.objects.select_related("actor"))
    page = page_of(Paginator(events, PAGE_SIZE), request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "entries": entries(list(page), reader=request.user, names_of_staff=True, with_targets=True),
        "check": AuditCheck.objects.first(),
        "tidied": TidyingRun.objects.first(),
    }
    return render(request, "account/audit_log.html", context)
