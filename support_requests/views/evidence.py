"""What support changes: figures of all who answered, for everyone and for programme staff; and as files."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships_portal.accounts.limits import limited
from partnerships_portal.spreadsheets import BYTE_ORDER_MARK, lines
from support_requests.actions.evaluation_export import answers_exported
from support_requests.evaluation import export
from support_requests.evaluation.answers import FOLLOW_UPS
from support_requests.evaluation.keeping import shown_to_everyone
from support_requests.evaluation.page import as_rows, response_for_everyone, response_for_staff, shown
from support_requests.forms.evidence import EvaluationFilter, EvidenceForm


@login_not_required
@limited("support_evidence", "600/h/ip", methods=("GET", "HEAD"))
@require_safe
def support_evidence(request):
    """For anyone."""
    form = EvidenceForm(request.GET)
    asked = form.asked()
    context = {"form": form, "response": response_for_everyone(asked["wave"]), **shown_to_everyone(**asked)}
    return render(request, "support_requests/evaluation/evidence.html", context)


@login_not_required
@limited("open_data", "600/h/ip", methods=("GET", "HEAD"))
@require_safe
def support_evidence_csv(request):
    """The same, of both follow-ups and every measure, as a spreadsheet."""
    return _csv(as_rows(FOLLOW_UPS), "what-support-changes")


@require_safe
def support_evaluation(request):
    """For programme staff: how many answered, exactly; narrowed by year and type of support."""
    form = _filter(request)
    asked, narrowing = form.asked(), form.narrowing()
    context = {
        "form": form,
        "response": response_for_staff(asked["wave"], **narrowing),
        "query": request.GET.urlencode(),
        "may_export": request.user.has_perm("support_requests.export_answers"),
        **shown(**asked, **narrowing),
    }
    return render(request, "support_requests/evaluation/overview.html", context)


@require_safe
def support_evaluation_csv(request):
    """What the page of staff shows, of every measure, as a spreadsheet."""
    form = _filter(request)
    return _csv(as_rows([form.asked()["wave"]], **form.narrowing()), "evaluation")


@limited("evaluation_answers", "20/h/user")
@require_POST
def support_answers_csv(request):
    """Single answers, for programme managers: who took them is recorded."""
    _staff(request)
    if not request.user.has_perm("support_requests.export_answers"):
        raise PermissionDenied
    answers_exported(by=request.user, at=timezone.now())
    return _csv(export.rows(), "evaluation-answers")


def _filter(request) -> EvaluationFilter:
    _staff(request)
    return EvaluationFilter(request.GET)


def _staff(request) -> None:
    if not request.user.has_perm("support_requests.read_evaluation"):
        raise Http404


def _csv(rows: Iterable[list[str]], name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"',
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(BYTE_ORDER_MARK + lines(rows), content_type="text/csv; charset=utf-8", headers=headers)
