"""An organisation's page, and editing one section at a time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mutuals import actions, merging
from mutuals.forms import SECTION_FORMS, SocialValueForm
from mutuals.models import Organisation, ServiceClaim
from mutuals.profile import profile_of
from mutuals.viewers import viewer_of

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def organisation_detail(request, pk):
    """The profile. That restricted sections were shown to somebody is noted in this very request (decision 0067)."""
    visible = Organisation.objects.visible_to(request.user).select_related("base_authority").defer("public_search")
    organisation, at = visible.filter(pk=pk).first(), timezone.now()
    if organisation is None or (organisation.merged_into_id and "as-it-was" not in request.GET):
        survivor = merging.survivor_of(pk, user=request.user)
        if survivor is not None:
            return redirect(survivor)
    if organisation is None:
        raise Http404
    viewer = viewer_of(request.user, at=at)
    profile = profile_of(organisation, viewer=viewer, user=request.user)
    looks = actions.looks_at(organisation, profile.restricted, viewer=viewer)
    actions.log_readings(reader=request.user, looks=looks, at=at)
    return render(request, "mutuals/organisation_detail.html", {"profile": profile})


@FORM_METHODS
def organisation_edit(request, pk, section):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if section not in SECTION_FORMS:
        raise Http404
    if not request.user.has_perm("mutuals.edit_organisation", organisation):
        raise PermissionDenied
    form = _form(request, section, organisation)
    if form.is_bound and form.is_valid():
        try:
            changed = form.save(by=request.user, at=timezone.now())
        except actions.ChangedMeanwhile as error:
            form.meet(organisation, error)
        else:
            return _saved(request, organisation, section, changed)
    template = f"mutuals/organisation_{section}.html" if section in OWN_TEMPLATES else "mutuals/organisation_edit.html"
    return render(request, template, {"form": form, "organisation": organisation, "section": section})


OWN_TEMPLATES = {"services", "places", "social_value"}


def _form(request, section, organisation):
    """The form of a section; that of outcomes with a row more or less, where a button asked for it."""
    if request.method != "POST":
        return SECTION_FORMS[section](organisation=organisation)
    rearranged = None
    if section == "social_value":
        rearranged = SocialValueForm.rearranged(request.POST, organisation=organisation)
    return rearranged or SECTION_FORMS[section](request.POST, organisation=organisation)


def _saved(request, organisation, section, changed):
    if changed:
        messages.success(request, "Saved. Matches that depend on it follow within a minute.")
    else:
        messages.info(request, "Nothing was changed.")
    if changed and section == "services":
        return redirect("organisation_edit", organisation.pk, "evidence")
    return redirect(organisation)


@require_POST
def service_claim_verify(request, pk):
    """Programme staff have seen what shows a service."""
    if not request.user.has_perm("mutuals.read_verifications"):
        raise Http404
    claims = ServiceClaim.objects.filter(organisation__in=Organisation.objects.visible_to(request.user))
    claim = get_object_or_404(claims.select_related("organisation", "service_area"), pk=pk)
    if not request.user.has_perm("mutuals.verify_service_claim", claim.organisation):
        raise PermissionDenied
    if actions.verify_claim(claim=claim, by=request.user, at=timezone.now()):
        messages.success(request, f"{claim.service_area} is verified.")
    return redirect(claim.organisation)
