"""Choosing a partnership model in a workspace: the questions, the comparison, and the papers of the model chosen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions.meanwhile import ChangedMeanwhile
from commissioners.timetable.forming import weeks_to_form
from consortia.actions import choosing
from consortia.choosing import shown
from consortia.choosing.asset_locks import with_an_asset_lock
from consortia.choosing.documents import papers_of
from consortia.choosing.questions import SECTIONS
from consortia.choosing.reading import asked_in, comparison_of, is_model, proposed_models, tender_of
from consortia.choosing.sheets import MERGER, NOT_LEGAL_ADVICE, SHEET_OF, SHEETS
from consortia.forms.choosing import PaperForm, QuestionsForm
from consortia.models import ModelPaper
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible

from .limits import working

ASK_AND_DO = ["GET", "HEAD", "POST"]
WORDS = {"merger": MERGER, "not_legal_advice": NOT_LEGAL_ADVICE}


@login_not_required
@require_safe
def partnership_models(request):
    """The seven models, for everyone."""
    weeks = weeks_to_form()
    models = [(sheet, weeks[sheet.model]) for sheet in SHEETS]
    return render(request, "consortia/choosing/models.html", {"models": models, **WORDS})


@require_safe
@in_workspace
def model_choice(request, workspace: Workspace):
    """Where the choice of a model stands, and what comes next."""
    at = timezone.now()
    comparison = comparison_of(workspace.consortium, at=at)
    papers = shown.checklist_of(workspace.consortium, workspace.members, today=timezone.localdate(at))
    context = {
        "workspace": workspace,
        "sections": [(each, shown.said_in(each.code, comparison)) for each in shown.sections_of(comparison)],
        "chosen": shown.row_of(comparison, workspace.consortium.partnership_model),
        "proposed": proposed_models(workspace.consortium),
        "papers": papers,
        "papers_done": sum(row.is_done for row in papers),
        **WORDS,
    }
    return render(request, "consortia/choosing/choice.html", context)


@require_http_methods(ASK_AND_DO)
@working
@in_workspace
@acting
def model_questions(request, workspace: Workspace, section: str):
    """One section of the questions."""
    tender = tender_of(workspace.consortium, at=timezone.now(), weeks=weeks_to_form())
    if not asked_in(section, tender):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = QuestionsForm(data, workspace=workspace, section=section, tender=tender)
    if form.is_bound and form.is_valid() and _answered(form, request.user):
        messages.success(request, f"“{form.title}” is saved for all members.")
        return redirect(_after(request.POST.get("then"), workspace, section, tender))
    organisations = [member.organisation for member in workspace.members] if "asset_lock" in form.codes else []
    context = {
        "workspace": workspace,
        "form": form,
        "locked": with_an_asset_lock(organisations),
        "back_url": _choice_url(workspace),
        **WORDS,
    }
    return render(request, "consortia/choosing/questions.html", context)


def _answered(form: QuestionsForm, user) -> bool:
    try:
        choosing.answer(
            member=form.seat,
            section=form.section,
            answers=form.answers,
            seen=form.cleaned_data["seen"],
            by=user,
            at=timezone.now(),
        )
    except ChangedMeanwhile as problem:
        form.meet(problem)
        return False
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _after(then: str | None, workspace: Workspace, section: str, tender) -> str:
    """The next section, or the comparison after the last; the overview for whoever comes back later."""
    if then == "later":
        return _choice_url(workspace)
    codes = [code for code in SECTIONS if asked_in(code, tender)]
    following = codes[codes.index(section) + 1 :]
    if following:
        return reverse("model_questions", args=[workspace.consortium.pk, following[0]])
    return reverse("model_comparison", args=[workspace.consortium.pk])


def _choice_url(workspace: Workspace) -> str:
    return reverse("model_choice", args=[workspace.consortium.pk])


@require_safe
@in_workspace
def model_comparison(request, workspace: Workspace):
    """The seven models in the order of what speaks for and against them."""
    comparison = comparison_of(workspace.consortium, at=timezone.now())
    rows = shown.rows_of(comparison)
    context = {
        "workspace": workspace,
        "rows": rows,
        "has_answers": any(comparison.given.values()) or comparison.tender.answers,
        "back_url": _choice_url(workspace),
        **WORDS,
    }
    return render(request, "consortia/choosing/comparison.html", context)


@require_safe
@in_workspace
def model_detail(request, workspace: Workspace, model: str):
    """One model: what it is, what speaks for and against it here, and what to ask a lawyer."""
    if not is_model(model):
        raise Http404
    comparison = comparison_of(workspace.consortium, at=timezone.now())
    context = {
        "workspace": workspace,
        "row": shown.row_of(comparison, model),
        "papers": papers_of(model),
        "back_url": reverse("model_comparison", args=[workspace.consortium.pk]),
        **WORDS,
    }
    return render(request, "consortia/choosing/model.html", context)


@require_safe
@in_workspace
def model_papers(request, workspace: Workspace):
    """The checklist of documents of the model that was chosen."""
    today = timezone.localdate()
    rows = shown.checklist_of(workspace.consortium, workspace.members, today=today)
    context = {
        "workspace": workspace,
        "rows": rows,
        "done": sum(row.is_done for row in rows),
        "own": [seat.organisation_id for seat in workspace.acting],
        "chosen": SHEET_OF.get(workspace.consortium.partnership_model),
        "back_url": _choice_url(workspace),
        **WORDS,
    }
    return render(request, "consortia/choosing/papers.html", context)


@require_http_methods(ASK_AND_DO)
@working
@in_workspace
@acting
def model_paper(request, workspace: Workspace, code: str):
    """How one document of the checklist stands."""
    consortium = workspace.consortium
    paper = next((each for each in papers_of(consortium.partnership_model) if each.code == code), None)
    if paper is None:
        raise Http404
    kept, state = _paper_now(consortium, code)
    form = PaperForm(request.POST if request.method == "POST" else None, workspace=workspace, state=state)
    if form.is_bound and form.is_valid() and _kept(form, paper, request.user):
        messages.success(request, f"“{paper.title}” is saved.")
        return redirect("model_papers", consortium.pk)
    back_url = reverse("model_papers", args=[consortium.pk])
    context = {
        "workspace": workspace,
        "form": form,
        "paper": paper,
        "kept": kept,
        "holder": choosing.holder_of(kept, consortium),
        "own": [seat.organisation for seat in workspace.acting],
        "back_url": back_url,
    }
    return render(request, "consortia/choosing/paper.html", context)


def _paper_now(consortium, code: str):
    """What is kept of a document, and its state as it compares."""
    rows = ModelPaper.objects.filter(consortium=consortium, code=code)
    kept = rows.select_related("looked_after_by", "changed_by").first()
    return kept, choosing.paper_state(kept, choosing.holder_of(kept, consortium))


def _kept(form: PaperForm, paper, user) -> bool:
    consortium = form.workspace.consortium
    try:
        choosing.keep_paper(
            member=form.seat, paper=paper, **form.values, seen=form.cleaned_data["seen"], by=user, at=timezone.now()
        )
    except ChangedMeanwhile as problem:
        events = AuditEvent.objects.filter(target_kind="consortia.consortium", target_id=consortium.pk)
        last = events.filter(action="model_paper_kept", details__paper=paper.title).select_related("actor")
        form.meet(_paper_now(consortium, paper.code)[1], last=last.order_by("-at", "-pk").first(), problem=problem)
        return False
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True
