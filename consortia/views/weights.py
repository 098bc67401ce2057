"""Weights of matching: read by programme staff; programme managers draft, edit and look at what would change."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commissioners.timetable.forming import weeks_of_each
from consortia.actions import weights as actions
from consortia.forms.weights import WeightsForm
from consortia.matching.weight_sets import published
from consortia.models import WeightSet
from consortia.weighing import previewing
from consortia.weighing.pictures import Pictures
from consortia.weighing.reading import changes, parts_of
from consortia.weighing.standing import Standing
from consortia.weighing.words import BY_SLUG
from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible


def get_weight_set(user, version: int, *, to_change: bool = False, is_draft: bool = False) -> WeightSet:
    """That version, or 404; 403 for whoever may only read. `is_draft`: 404 for one that is none any more."""
    if not user.has_perm("consortia.read_weights"):
        raise Http404
    if to_change and not user.has_perm("consortia.change_weights"):
        raise PermissionDenied
    found = WeightSet.objects.select_related("author", "based_on").filter(version=version)
    return get_object_or_404(found.filter(status=WeightSet.Status.DRAFT) if is_draft else found)


@require_safe
def weight_sets(request):
    """Every version with who wrote it, when and why; the weeks that partnerships take to form."""
    if not request.user.has_perm("consortia.read_weights"):
        raise Http404
    every = list(WeightSet.objects.select_related("author", "based_on").defer("values", "preview"))
    context = {
        "in_force": next((one for one in every if one.status == WeightSet.Status.PUBLISHED), None),
        "drafts": [one for one in every if one.status == WeightSet.Status.DRAFT],
        "versions": [one for one in every if one.status == WeightSet.Status.PUBLISHED],
        "weeks": weeks_of_each(),
        "may_change": request.user.has_perm("consortia.change_weights"),
    }
    return render(request, "consortia/weight_set_list.html", context)


@require_safe
def weight_set(request, version):
    """All the numbers of a version, and where it differs from the one in force."""
    shown = get_weight_set(request.user, version)
    in_force = published()
    is_draft = shown.status == WeightSet.Status.DRAFT
    compared = in_force if in_force and (is_draft or in_force.pk != shown.pk) else None
    context = {
        "weight_set": shown,
        "is_draft": is_draft,
        "in_force": in_force,
        "is_in_force": in_force is not None and in_force.pk == shown.pk,
        "parts": parts_of(shown.values, compared.values if compared else None),
        "standing": Standing.of(shown, in_force) if is_draft else None,
        "may_change": request.user.has_perm("consortia.change_weights"),
    }
    return render(request, "consortia/weight_set_detail.html", context)


@require_POST
def weight_set_draft(request, version):
    """Start a draft from this version."""
    source = get_weight_set(request.user, version, to_change=True)
    draft = actions.start_draft(source=source, by=request.user, at=timezone.now())
    messages.success(request, f"Draft {draft.version} is started. It changes nothing until it is published.")
    return redirect("weight_set", draft.version)


@require_http_methods(["GET", "HEAD", "POST"])
def weight_set_edit(request, version, part):
    """The numbers of one part of a draft."""
    draft = get_weight_set(request.user, version, to_change=True, is_draft=True)
    if part not in BY_SLUG:
        raise Http404
    form = WeightsForm(request.POST if request.method == "POST" else None, part=BY_SLUG[part], draft=draft)
    if form.is_bound and form.is_valid() and _saved(request, form):
        return redirect("weight_set", draft.version)
    context = {"weight_set": draft, "part": BY_SLUG[part], "form": form}
    return render(request, "consortia/weight_set_edit.html", context)


def _saved(request, form) -> bool:
    try:
        changed = form.save(by=request.user, at=timezone.now())
    except actions.ChangedMeanwhile as problem:
        form.meet(problem)
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "The draft is saved." if changed else "Nothing was changed: it says that already.")
    return True


@limited("weight_preview", "20/h/user")
@require_http_methods(["GET", "HEAD", "POST"])
def weight_set_preview(request, version):
    """What publishing a draft would change; to post asks for it to be worked out."""
    draft = get_weight_set(request.user, version, to_change=request.method == "POST", is_draft=True)
    if request.method == "POST":
        previewing.ask(draft=draft, at=timezone.now())
        return redirect("weight_set_preview", draft.version)
    in_force = published()
    state = previewing.state_of(draft)
    context = {
        "weight_set": draft,
        "in_force": in_force,
        "state": state,
        "standing": Standing.of(draft, in_force),
        "pictures": Pictures.of(state.result) if state.result else None,
        "changes": changes(in_force.values, draft.values) if in_force else [],
        "may_change": request.user.has_perm("consortia.change_weights"),
    }
    return render(request, "consortia/weight_set_preview.html", context)
