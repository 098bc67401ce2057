"""The three-part definition: answering it, and deciding on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mutuals import actions
from mutuals.forms import DecisionForm, DefinitionForm
from mutuals.models import Organisation, ThreePartDefinition
from partnerships_portal.accounts.transitions import NotPossible

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
PAGE_SIZE = 25


@FORM_METHODS
def organisation_definition(request, pk):
    """Its own people answer, check and send; those who may not edit read. For everybody else it does not exist."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    definition = ThreePartDefinition.objects.visible_to(request.user).filter(organisation=organisation).first()
    if definition is None and not organisation.memberships.filter(user=request.user).exists():
        raise Http404
    may_answer = request.user.has_perm("mutuals.answer_definition", organisation)
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        return _answered(request, organisation, definition)
    is_open = may_answer and (definition is None or definition.status in ThreePartDefinition.EDITABLE)
    if is_open and "check" not in request.GET:
        return _show_form(request, organisation, definition, None)
    context = {"organisation": organisation, "definition": definition, "may_send": is_open and definition is not None}
    return render(request, "mutuals/definition_check.html", context)


def _answered(request, organisation, definition):
    """One of three buttons: check the answers, keep them for later, or send those that were checked."""
    at = timezone.now()
    try:
        if request.POST.get("then") == "send":
            if definition is None:
                return redirect("organisation_definition", organisation.pk)
            actions.submit_definition(definition=definition, by=request.user, at=at)
            messages.success(request, "Sent. Programme staff look at it next, and we tell you what they decide.")
            return redirect("organisation_definition", organisation.pk)
        form = DefinitionForm(request.POST, organisation=organisation, definition=definition)
        if not form.is_valid():
            return _show_form(request, organisation, definition, form)
        form.save(by=request.user, at=at)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("organisation_definition", organisation.pk)
    if request.POST.get("then") == "later":
        messages.success(request, "Your answers are kept. Nobody has been told yet.")
        return redirect(organisation)
    return redirect(f"{request.path}?check=yes")


def _show_form(request, organisation, definition, form):
    form = form or DefinitionForm(organisation=organisation, definition=definition)
    context = {"form": form, "organisation": organisation, "definition": definition}
    return render(request, "mutuals/definition_edit.html", context)


@require_safe
def verification_queue(request):
    """What waits to be decided on, longest first."""
    if not request.user.has_perm("mutuals.read_verifications"):
        raise Http404
    waiting = ThreePartDefinition.objects.visible_to(request.user).waiting().select_related("organisation")
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "mutuals/verification_queue.html", {"page": page})


@FORM_METHODS
def verification_decide(request, pk):
    """The answers of one organisation, and the decision on them."""
    if not request.user.has_perm("mutuals.read_verifications"):
        raise Http404
    definitions = ThreePartDefinition.objects.visible_to(request.user).select_related("organisation", "decided_by")
    definition = get_object_or_404(definitions.exclude(status=ThreePartDefinition.Status.DRAFT), pk=pk)
    may_decide = request.user.has_perm("mutuals.decide_verification", definition.organisation)
    form = None
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        form = DecisionForm(request.POST)
        if form.is_valid():
            return _decided(request, definition, form)
    elif may_decide and definition.status == ThreePartDefinition.Status.SUBMITTED:
        form = DecisionForm()
    return render(request, "mutuals/verification_decide.html", {"definition": definition, "form": form})


def _decided(request, definition, form):
    try:
        form.save(definition, by=request.user, at=timezone.now())
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("verification_decide", definition.pk)
    messages.success(request, f"{definition.organisation}: {definition.get_status_display().lower()}.")
    return redirect("verification_queue")
