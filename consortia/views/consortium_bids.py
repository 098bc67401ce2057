"""The bids of a consortium in its workspace, and what its members enter on the Central Digital Platform."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consortia.actions import overlaps
from consortia.bidding import pages, registration
from consortia.models import Overlap
from consortia.workspace.seats import Workspace, in_workspace
from mutuals.actions import log_readings, looks_at
from mutuals.viewers import viewer_of
from partnerships_portal.pages import page_of
from partnerships_portal.spreadsheets import BYTE_ORDER_MARK, lines

PAGE_SIZE = 20


@require_safe
@in_workspace
def consortium_bids(request, workspace: Workspace):
    """What it bids for and has bid for, and where to begin."""
    consortium, at = workspace.consortium, timezone.now()
    listed = page_of(Paginator(pages.bids_of_consortium(consortium), PAGE_SIZE), request.GET.get("page"))
    lines_shown = pages.lines(listed, user=request.user, at=at)
    inside = [seat.organisation for seat in workspace.seats]
    for_this = [line.bid for line in lines_shown if line.bid.opportunity_id == consortium.opportunity_id]
    context = {
        "workspace": workspace,
        "page": listed,
        "lines": lines_shown,
        "party": f"member-{workspace.acting[0].pk}" if workspace.acting else "",
        "has_live": any(bid.is_live for bid in for_this),
        "is_doubled": consortium.opportunity_id and pages.is_warned_about(consortium.opportunity_id),
        "own_overlaps": pages.own_overlaps(consortium.opportunity, inside),
    }
    return render(request, "consortia/bidding/consortium_bids.html", context)


@require_safe
@in_workspace
def consortium_registration(request, workspace: Workspace):
    """The checklist, with what each member lets the others see of its numbers."""
    context = {
        "workspace": workspace,
        "rows": _rows(request, workspace),
        "headings": registration.HEADINGS,
        "steps": registration.STEPS,
        "lead_steps": registration.LEAD_STEPS,
    }
    return render(request, "consortia/bidding/registration.html", context)


@require_safe
@in_workspace
def consortium_registration_csv(request, workspace: Workspace):
    """The same as a table to fill in."""
    cells = [registration.HEADINGS, *(row.cells for row in _rows(request, workspace))]
    headers = {"Content-Disposition": f'attachment; filename="registration-{workspace.consortium.pk}.csv"'}
    return HttpResponse(BYTE_ORDER_MARK + lines(cells), content_type="text/csv; charset=utf-8", headers=headers)


def _rows(request, workspace: Workspace) -> list[registration.Row]:
    """What restricted numbers were shown is noted for the member whose they are."""
    viewer = viewer_of(request.user)
    looks = (
        look for one in registration.read_closely(workspace, viewer) for look in looks_at(one, ["about"], viewer=viewer)
    )
    log_readings(reader=request.user, looks=looks, at=timezone.now())
    return registration.rows(workspace, viewer)


@require_safe
def overlap_list(request):
    """For programme staff: organisations that are in two bids for the same lot. Names, and nothing of the contents."""
    overlaps.must_read(by=request.user)
    rows = Overlap.objects.visible_to(request.user).select_related(
        "organisation", "opportunity", "consortium", "other_consortium"
    )
    listed = page_of(Paginator(rows, PAGE_SIZE), request.GET.get("page"))
    overlaps.note_reading(listed, by=request.user, at=timezone.now())
    return render(request, "consortia/bidding/overlap_list.html", {"page": listed})
