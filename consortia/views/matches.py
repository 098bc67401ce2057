"""Pages of matches: for the people of one organisation, and for nobody else."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commissioners.models import Opportunity
from consortia import findings
from consortia.control.choices import just_set_aside, muted_labels
from consortia.fairness.showing import record_shown
from consortia.finding_filters import filtered_partners, filtered_tenders
from consortia.match_page import match_page
from consortia.models import Impression
from consortia.scope_steps import with_steps
from mutuals.actions import log_reading
from mutuals.models import Organisation
from mutuals.profile.closer import restricted
from mutuals.viewers import viewer_of
from partnerships_portal.pages import page_of

PAGE_SIZE = 10
SECTIONS_OF_SCOPE = ("about", "services", "places", "size", "ways_of_working", "finances", "capacity", "history")
PAGES = {"matches": "organisation_matches", "partners": "organisation_partners", "scope": "organisation_scope"}


def _own(user, pk) -> Organisation:
    return get_object_or_404(Organisation.objects.of(user).defer("public_search"), pk=pk)


@require_safe
def tender_matches(request):
    """The navigation's way to the matches of one's first organisation."""
    return _first(request, "organisation_matches")


@require_safe
def partner_matches(request):
    """The navigation's way to the possible partners of one's first organisation."""
    return _first(request, "organisation_partners")


def _first(request, name):
    mine = _mine(request.user)
    return redirect(name, mine[0].pk) if mine else redirect("home")


def _mine(user) -> list[Organisation]:
    """A person's organisations that take part; where none does, those that wait to, whose pages say for what."""
    mine = Organisation.objects.of(user).filter(closed_at=None).defer("public_search").order_by("name", "pk")
    held = list(mine)
    return [one for one in held if one.is_active] or held


def _not_taking_part(request, organisation, here: str):
    """What is read in place of matches while the organisation is not matched."""
    context = {"organisation": organisation, "here": here, "others": _others(request.user, organisation)}
    return render(request, "consortia/not_taking_part.html", context | {"others_page": PAGES[here]})


def _decided(request, organisation) -> dict:
    """What the organisation has decided about its suggestions, as far as a list shows it."""
    may_decide = request.user.has_perm("consortia.decide_suggestions", organisation)
    return {
        "may_decide": may_decide,
        "muted": muted_labels(organisation),
        "set_aside": just_set_aside(organisation, request.GET.get("set_aside", "")) if may_decide else None,
    }


@require_safe
def organisation_matches(request, pk):
    organisation, at = _own(request.user, pk), timezone.now()
    if not organisation.is_active:
        return _not_taking_part(request, organisation, "matches")
    matches, facets, is_filtered = filtered_tenders(findings.tender_matches(organisation, at), request.GET)
    page = page_of(Paginator(matches, PAGE_SIZE), request.GET.get("page"))
    context = {
        "organisation": organisation,
        "others": _others(request.user, organisation),
        "page": page,
        "found": findings.tender_findings(organisation, list(page.object_list), at),
        **_decided(request, organisation),
        "facets": facets,
        "is_filtered": is_filtered,
        "freshness": findings.freshness(organisation, findings.ANY_OPPORTUNITY),
    }
    return render(request, "consortia/tender_match_list.html", context)


def _shown(request, place, organisations, at) -> None:
    """Count what a person was shown; asking for the headers of a page shows nothing."""
    if request.method == "GET":
        record_shown(place=place, organisations=organisations, at=at, to=request.user, page=request.get_full_path())


@require_safe
def organisation_partners(request, pk):
    organisation, at = _own(request.user, pk), timezone.now()
    if not organisation.is_active:
        return _not_taking_part(request, organisation, "partners")
    matches, facets, is_filtered = filtered_partners(findings.partner_matches(organisation, at), request.GET)
    places = findings.partner_places(matches, at, PAGE_SIZE)
    page = page_of(Paginator(places, PAGE_SIZE), request.GET.get("page"))
    context = {
        "organisation": organisation,
        "others": _others(request.user, organisation),
        "page": page,
        "found": findings.placed_findings(organisation, list(page.object_list), at),
        **_decided(request, organisation),
        "facets": facets,
        "is_filtered": is_filtered,
        "freshness": findings.freshness(organisation),
    }
    _shown(request, Impression.Place.PARTNERS, [place.match.partner_id for place in page.object_list], at)
    return render(request, "consortia/partner_match_list.html", context)


@require_safe
def organisation_scope(request, pk):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user).defer("public_search"), pk=pk)
    is_own = organisation.memberships.filter(user=request.user).exists()
    if not request.user.has_perm("consortia.read_scope", organisation):
        if request.user.is_programme_staff:
            raise PermissionDenied
        raise Http404
    if not organisation.is_active:
        return _not_taking_part(request, organisation, "scope")
    if not is_own and not _noted(request.user, organisation, timezone.now()):
        purpose = reverse("purpose_declare", args=[organisation.pk])
        return redirect(f"{purpose}?{urlencode({'next': request.path})}")
    context = {
        "organisation": organisation,
        "is_own": is_own,
        "finding": _scope(request.user, organisation, is_own),
        "freshness": findings.freshness(organisation),
    }
    return render(request, "consortia/scope_detail.html", context)


def _noted(user, organisation, at) -> bool:
    """Whether a member of programme staff has said why they read it now; then the reading is noted.

    A scope is made of the sections that matching reads, restricted ones among them.
    """
    purpose = viewer_of(user, at=at).purposes.get(organisation.pk, "")
    if purpose:
        sections = restricted(organisation, SECTIONS_OF_SCOPE)
        log_reading(reader=user, organisation=organisation, sections=sections, purpose=purpose, at=at)
    return bool(purpose)


def _scope(user, organisation, is_own: bool):
    finding = findings.scope_finding(organisation)
    if finding is None or not is_own:
        return finding
    may_edit = user.has_perm("mutuals.edit_organisation", organisation)
    return with_steps(finding, organisation, may_edit=may_edit, at=timezone.now())


@require_safe
def opportunity_match(request, pk):
    """Why this tender for me, and partners for me on this tender; `?organisation=` where one has several."""
    mine = _mine(request.user)
    chosen = request.GET.get("organisation")
    organisation = next((one for one in mine if str(one.pk) == chosen or not chosen), None)
    if organisation is None:
        raise Http404
    visible = Opportunity.objects.visible_to(request.user).select_related("body").defer("search")
    opportunity = get_object_or_404(visible, pk=pk)
    if not organisation.is_active:
        return _not_taking_part(request, organisation, "matches")
    at = timezone.now()
    context = match_page(organisation, opportunity, at)
    if context["finding"] and context["finding"].lacks:  # only then are partners on the page
        _shown(request, Impression.Place.TENDER, [one.organisation.pk for one in context["partners"]], at)
    context |= {"mine": mine, "may_decide": request.user.has_perm("consortia.decide_suggestions", organisation)}
    return render(request, "consortia/tender_match_detail.html", context)


def _others(user, organisation):
    return Organisation.objects.of(user).active().exclude(pk=organisation.pk).only("name").order_by("name", "pk")
