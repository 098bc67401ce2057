"""Reply templates and pointers: officers read the lists, managers keep them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import reply_templates as actions
from support_requests.forms.answers import KeptForm, PointerForm, ReplyTemplateForm
from support_requests.models import Pointer, ReplyTemplate

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
FORMS: dict[type, type[KeptForm]] = {ReplyTemplate: ReplyTemplateForm, Pointer: PointerForm}
WHAT = {ReplyTemplate: "reply template", Pointer: "pointer"}


@require_safe
def support_answers(request):
    """Both lists."""
    _for_staff(request)
    context = {
        "templates": ReplyTemplate.objects.kept().select_related("changed_by"),
        "pointers": Pointer.objects.kept().select_related("changed_by"),
        "may_keep": request.user.has_perm("support_requests.keep_answers"),
    }
    return render(request, "support_requests/cases/answers.html", context)


@FORM_METHODS
def support_reply_template_add(request):
    """New words for replies."""
    return _edited(request, ReplyTemplate)


@FORM_METHODS
def support_pointer_add(request):
    """A new place to turn to."""
    return _edited(request, Pointer)


@FORM_METHODS
def support_reply_template(request, pk):
    """Words for replies, to be changed."""
    return _edited(request, ReplyTemplate, pk)


@FORM_METHODS
def support_pointer(request, pk):
    """A place to turn to, to be changed."""
    return _edited(request, Pointer, pk)


@FORM_METHODS
def support_reply_template_retire(request, pk):
    """Take it from the list, once asked."""
    return _retired(request, ReplyTemplate, pk)


@FORM_METHODS
def support_pointer_retire(request, pk):
    """Take it from the list, once asked."""
    return _retired(request, Pointer, pk)


def _for_staff(request) -> None:
    if not request.user.has_perm("support_requests.read_queue"):
        raise Http404


def _for_managers(request) -> None:
    _for_staff(request)
    if not request.user.has_perm("support_requests.keep_answers"):
        raise PermissionDenied


def _edited(request, model, pk=None):
    _for_managers(request)
    kept = get_object_or_404(model.objects.kept(), pk=pk) if pk else None
    form = FORMS[model](request.POST if request.method == "POST" else None, kept=kept)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{form.cleaned_data['title']}” is saved. All officers can use it.")
            return redirect("support_answers")
    context = {"form": form, "kept": kept, "what": WHAT[model], "retire": f"support_{actions.WORDS[model]}_retire"}
    return render(request, "support_requests/cases/answer_edit.html", context)


def _retired(request, model, pk):
    _for_managers(request)
    kept = get_object_or_404(model, pk=pk)
    if request.method != "POST":
        return render(request, "support_requests/cases/answer_retire.html", {"kept": kept})
    if actions.retire(kept, by=request.user, at=timezone.now()):
        messages.success(request, f"“{kept}” is taken from the list. Answers that were given with it stay.")
    return redirect("support_answers")
