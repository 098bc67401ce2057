"""Why programme staff read what an organisation keeps closer, and who read it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from mutuals.forms import PurposeForm
from mutuals.models import Organisation, Reading
from mutuals.profile.readers import reader_rows
from partnerships_portal.pages import page_of

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def purpose_declare(request, pk):
    """Programme staff say why they need what an organisation keeps closer; for everybody else it does not exist."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user).defer("public_search"), pk=pk)
    if not request.user.is_programme_staff:
        raise Http404
    if not request.user.has_perm("mutuals.declare_purpose", organisation):
        raise PermissionDenied
    form = PurposeForm(request.POST if request.method == "POST" else None)
    onwards = _onwards(request, organisation)
    if form.is_bound and form.is_valid():
        declared = form.save(organisation=organisation, by=request.user, at=timezone.now())
        until = timezone.localtime(declared.expires_at)
        messages.success(request, f"All sections are open to you until {until:%H:%M}. What you read is noted.")
        return redirect(onwards)
    context = {"form": form, "organisation": organisation, "onwards": onwards}
    return render(request, "mutuals/purpose_declare.html", context)


def _onwards(request, organisation) -> str:
    """Where the person came from, if that is a page of ours; the profile otherwise."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=False)
    return wanted if is_ours else organisation.get_absolute_url()


@require_safe
def organisation_readings(request, pk):
    """Who read the restricted sections: for the organisation's owners and for programme managers."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user).defer("public_search"), pk=pk)
    if not request.user.has_perm("mutuals.read_readings", organisation):
        if organisation.memberships.filter(user=request.user).exists():
            raise PermissionDenied
        raise Http404
    readings = Reading.objects.visible_to(request.user).filter(organisation=organisation)
    page = page_of(Paginator(readings, PAGE_SIZE), request.GET.get("page"))
    is_own = organisation.memberships.filter(user=request.user).exists()
    rows = reader_rows(page.object_list, is_own=is_own)
    context = {"organisation": organisation, "page": page, "rows": rows}
    return render(request, "mutuals/organisation_readings.html", context)
