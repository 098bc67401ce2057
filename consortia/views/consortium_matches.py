"""What is matched with a consortium that stays together: the same for the people of all its members."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consortia.models import Consortium
from consortia.standing.finding import consortium_findings, consortium_matches, freshness, taking_part
from consortia.workspace.seats import Workspace, in_workspace
from partnerships_portal.pages import page_of

PAGE_SIZE = 10


@require_safe
@in_workspace
def consortium_match_list(request, workspace: Workspace):
    """The opportunities that fit the consortium as one, best first; why there are none where it is not matched."""
    at = timezone.now()
    page = page_of(Paginator(consortium_matches(workspace.consortium, at), PAGE_SIZE), request.GET.get("page"))
    context = {
        "workspace": workspace,
        "page": page,
        "found": consortium_findings(workspace.consortium, list(page.object_list), at),
        **_matched(workspace),
    }
    return render(request, "consortia/standing/match_list.html", context)


@require_safe
@in_workspace
def consortium_match(request, workspace: Workspace, opportunity_pk):
    """One of them: why, and who of the members covers what."""
    at = timezone.now()
    match = consortium_matches(workspace.consortium, at).filter(opportunity=opportunity_pk).first()
    if match is None:
        raise Http404
    (finding,) = consortium_findings(workspace.consortium, [match], at)
    context = {"workspace": workspace, "finding": finding, "opportunity": finding.opportunity}
    return render(request, "consortia/standing/match_detail.html", context | _matched(workspace))


def _matched(workspace: Workspace) -> dict:
    consortium, members = workspace.consortium, taking_part(workspace.consortium)
    return {
        "is_matched": Consortium.objects.matched().filter(pk=consortium.pk).exists(),
        "taking_part": members,
        "freshness": freshness(consortium, [one.pk for one in members]),
    }
