"""Full matchings, for programme staff: how one goes, how those before went, and starting one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from consortia.actions.runs import schedule_full_run
from consortia.matching.weight_sets import published
from consortia.models import MatchRun
from consortia.run_progress import phases, progress, runs_before
from partnerships_portal.accounts.limits import limited


@require_safe
def match_runs(request):
    """What runs now, with done, total, rate and estimate, and the runs before."""
    _must_read(request.user)
    at = timezone.now()
    now = progress(at)
    last = MatchRun.objects.visible_to(request.user).filter(state=MatchRun.State.DONE).order_by("-pk").first()
    context = {
        "at": at,
        "progress": now,
        "ends_at": now.ends_at(at) if now else None,
        "last": last,
        "phases": phases(last) if last else [],
        "page": runs_before(request.user, request.GET.get("page")),
        "may_start": request.user.has_perm("consortia.start_run"),
    }
    return render(request, "consortia/match_runs.html", context)


@limited("match_run", "10/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def match_run_start(request):
    """Check, then have everything matched again."""
    _must_read(request.user)
    if not request.user.has_perm("consortia.start_run"):
        raise PermissionDenied
    at = timezone.now()
    if request.method == "POST":
        schedule_full_run(by=request.user, why="Started by hand", at=at)
        messages.success(request, "Everything is being matched again")
        return redirect("match_runs")
    return render(request, "consortia/match_run_start.html", {"progress": progress(at), "weight_set": published()})


def _must_read(user) -> None:
    if not user.has_perm("consortia.read_runs"):
        raise Http404
