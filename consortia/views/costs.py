"""The table of costs and benefits of a consortium."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import costs as actions
from consortia.cost_sharing.pages import costs_page
from consortia.forms.costs import BenefitForm, CostForm
from consortia.forms.workspace_rows import SeatForm
from consortia.models import Benefit, CostChange, CostLine
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import page_of

from .limits import working

PER_PAGE = 25


@require_safe
@in_workspace
def costs(request, workspace: Workspace):
    """Who bears what, and whether it is worth it."""
    return render(request, "consortia/costs/page.html", costs_page(workspace))


@require_safe
@in_workspace
def cost_changes(request, workspace: Workspace):
    """Every change of the table, the latest first."""
    changes = CostChange.objects.filter(consortium=workspace.consortium).select_related("changed_by", "changed_for")
    page = page_of(Paginator(changes.defer("changed_for__public_search"), PER_PAGE), request.GET.get("page"))
    return render(request, "consortia/costs/changes.html", {"workspace": workspace, "page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def cost_add(request, workspace: Workspace):
    """A new cost."""
    return _cost(request, workspace, CostLine())


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def cost_change(request, workspace: Workspace, cost_pk):
    """Change a cost, or how it is shared."""
    lines = CostLine.objects.filter(consortium=workspace.consortium).select_related("changed_by")
    return _cost(request, workspace, get_object_or_404(lines, pk=cost_pk))


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def cost_remove(request, workspace: Workspace, cost_pk):
    """Take a cost off the table."""
    return _remove(request, workspace, get_object_or_404(CostLine, consortium=workspace.consortium, pk=cost_pk))


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def benefit_add(request, workspace: Workspace):
    """A new benefit."""
    return _benefit(request, workspace, Benefit())


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def benefit_change(request, workspace: Workspace, benefit_pk):
    """Change a benefit."""
    benefits = Benefit.objects.filter(consortium=workspace.consortium).select_related("changed_by")
    return _benefit(request, workspace, get_object_or_404(benefits, pk=benefit_pk))


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def benefit_remove(request, workspace: Workspace, benefit_pk):
    """Take a benefit off the table."""
    return _remove(request, workspace, get_object_or_404(Benefit, consortium=workspace.consortium, pk=benefit_pk))


def _cost(request, workspace: Workspace, line: CostLine):
    given = {"seats": workspace.acting, "members": workspace.members}
    form = CostForm(request.POST if request.method == "POST" else None, row=line, **given)

    def save():
        said = {"line": form.line(), "parts": form.typed_parts, "seen": form.cleaned_data["seen"]}
        actions.save_line(member=form.member, **said, by=request.user, at=timezone.now())

    if request.method == "POST" and form.is_valid() and _saved(form, save):
        messages.success(request, "The cost is saved. All members see it.")
        return redirect("costs", workspace.consortium.pk)
    return render(request, "consortia/costs/cost.html", {"workspace": workspace, "form": form, "line": line})


def _benefit(request, workspace: Workspace, benefit: Benefit):
    form = BenefitForm(request.POST if request.method == "POST" else None, row=benefit, seats=workspace.acting)

    def save():
        said = {"benefit": benefit, "values": form.values, "seen": form.cleaned_data["seen"]}
        actions.save_benefit(member=form.member, **said, by=request.user, at=timezone.now())

    if request.method == "POST" and form.is_valid() and _saved(form, save):
        messages.success(request, "The benefit is saved. All members see it.")
        return redirect("costs", workspace.consortium.pk)
    return render(request, "consortia/costs/benefit.html", {"workspace": workspace, "form": form, "benefit": benefit})


def _saved(form, save) -> bool:
    try:
        save()
    except ChangedMeanwhile as refusal:
        stored = type(form.row).objects.select_related("changed_by").get(pk=form.row.pk)
        form.meet(stored, refusal)
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _remove(request, workspace: Workspace, row: CostLine | Benefit):
    form = SeatForm(request.POST if request.method == "POST" else None, seats=workspace.acting)
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove(member=form.member, row=row, by=request.user, at=timezone.now())
            messages.success(request, "It is taken off the table. What stood there is kept among the changes.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("costs", workspace.consortium.pk)
    return render(request, "consortia/costs/remove.html", {"workspace": workspace, "form": form, "row": row})
