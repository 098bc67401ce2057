"""The consortia of a person, and the first page of each workspace."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consortia.workspace.history import events_of, happenings
from consortia.workspace.listing import consortia_of
from consortia.workspace.members import past_of
from consortia.workspace.overview import overview
from consortia.workspace.seats import Workspace, in_workspace
from partnerships_portal.pages import page_of

PAGE_SIZE = 20
PAST_SHOWN = 100
HAPPENINGS = 50


@require_safe
def consortium_list(request):
    """The consortia that the person's organisations are in."""
    page = page_of(Paginator(consortia_of(request.user), PAGE_SIZE), request.GET.get("page"))
    past = list(past_of(request.user)[:PAST_SHOWN])
    several = len({member.organisation_id for member in past}) > 1
    return render(request, "consortia/consortium_list.html", {"page": page, "past": past, "several": several})


@require_safe
@in_workspace
def consortium(request, workspace: Workspace):
    """What this consortium is for, and who is in it."""
    return render(request, "consortia/workspace/overview.html", overview(request, workspace, at=timezone.now()))


@require_safe
@in_workspace
def consortium_history(request, workspace: Workspace):
    """What was done in it, by whom, newest first."""
    page = page_of(Paginator(events_of(workspace.consortium), HAPPENINGS), request.GET.get("page"))
    told = happenings(list(page), consortium=workspace.consortium, reader=request.user)
    return render(
        request, "consortia/workspace/history.html", {"workspace": workspace, "page": page, "happenings": told}
    )
