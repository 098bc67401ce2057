"""The key steps of a consortium, and its notes about red lines."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import key_steps as actions
from consortia.forms.key_steps import KeyStepAddForm, KeyStepForm, RedLineForm
from consortia.key_steps.pages import checklist, seats_for
from consortia.key_steps.red_lines import BY_KEY, PROMPTS
from consortia.key_steps.starting import found
from consortia.models import RedLineNote
from consortia.workspace.seats import Workspace, acting, in_workspace
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import number_in

from .limits import working


@require_safe
@in_workspace
def key_steps(request, workspace: Workspace):
    """All steps by their group, with how far each group is."""
    return render(request, "consortia/key_steps/list.html", {"workspace": workspace, "groups": checklist(workspace)})


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def key_step_add(request, workspace: Workspace):
    """A step of the members' own."""
    form = KeyStepAddForm(request.POST if request.method == "POST" else None, seats=workspace.acting)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("group", "what")}
        try:
            step = actions.add_step(member=form.member, **said, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The step is added.")
            return redirect("key_step", workspace.consortium.pk, step.code)
    return render(request, "consortia/key_steps/add.html", {"workspace": workspace, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def key_step(request, workspace: Workspace, code):
    """How a step stands. 403 where another member has taken it on."""
    step = found(workspace.consortium, code)
    if step is None:
        raise Http404
    seats = seats_for(step, workspace)
    if not seats:
        raise PermissionDenied
    form = KeyStepForm(request.POST if request.method == "POST" else None, row=step, seats=seats)
    if request.method == "POST" and form.is_valid() and not form.warns() and _saved(form, workspace, request.user):
        messages.success(request, "The step is saved. All members see it.")
        return redirect("key_steps", workspace.consortium.pk)
    return render(request, "consortia/key_steps/change.html", {"workspace": workspace, "form": form, "step": step})


def _saved(form: KeyStepForm, workspace: Workspace, user) -> bool:
    code, seen = form.row.code, form.cleaned_data["seen"]
    try:
        actions.save_step(member=form.member, code=code, values=form.values, seen=seen, by=user, at=timezone.now())
    except ChangedMeanwhile as refusal:
        form.meet(found(workspace.consortium, code), refusal)
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
@in_workspace
def red_lines(request, workspace: Workspace):
    """Prompts to talk about red lines, with what was noted."""
    notes = RedLineNote.objects.filter(consortium=workspace.consortium).select_related("changed_by", "changed_for")
    newest = notes.order_by("prompt", "-changed_at", "-pk").distinct("prompt")
    noted = {note.prompt: note for note in newest.defer("changed_for__public_search")}
    prompts = [(prompt, noted.get(prompt.key)) for prompt in PROMPTS]
    return render(request, "consortia/red_lines/list.html", {"workspace": workspace, "prompts": prompts})


@require_http_methods(["GET", "HEAD", "POST"])
@working
@in_workspace
@acting
def red_line(request, workspace: Workspace, prompt):
    """What was said about one prompt, and what stood there before."""
    if prompt not in BY_KEY:
        raise Http404
    rows = RedLineNote.objects.filter(consortium=workspace.consortium, prompt=prompt)
    notes = list(rows.select_related("changed_by", "changed_for").defer("changed_for__public_search")[:20])
    now = notes[0] if notes else None
    form = RedLineForm(request.POST if request.method == "POST" else None, note=now, seats=workspace.acting)
    context = {"workspace": workspace, "form": form, "prompt": BY_KEY[prompt], "notes": notes}
    if request.method == "POST" and form.is_valid() and not form.warns():
        said = {"text": form.cleaned_data["text"], "seen": number_in(form.cleaned_data["stood"])}
        try:
            actions.note_red_line(member=form.member, prompt=prompt, **said, by=request.user, at=timezone.now())
            messages.success(request, "Your note is saved. All members see it.")
            return redirect("red_lines", workspace.consortium.pk)
        except ChangedMeanwhile:
            context["theirs"] = form.meet(now)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    return render(request, "consortia/red_lines/change.html", context)
