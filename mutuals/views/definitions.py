"""What an organisation's own people see of verification: the three-part definition, and how admission stands."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mutuals import actions, verifying
from mutuals.forms import DefinitionForm
from mutuals.models import Organisation, Purpose, ThreePartDefinition
from partnerships_portal.accounts.transitions import NotPossible

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
Status = ThreePartDefinition.Status


@FORM_METHODS
def organisation_definition(request, pk):
    """Its own people answer, check and send; those who may not edit read. For everybody else it does not exist."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    definition = ThreePartDefinition.objects.visible_to(request.user).filter(organisation=organisation).first()
    is_own = organisation.memberships.filter(user=request.user).exists()
    if definition is None and not is_own:
        raise Http404
    may_answer = request.user.has_perm("mutuals.answer_definition", organisation)
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        return _answered(request, organisation, definition)
    status = definition.status if definition else Status.DRAFT
    may_edit = may_answer and status in ThreePartDefinition.EDITABLE
    asks = "edit" in request.GET if status == Status.VERIFIED else "check" not in request.GET
    if may_edit and asks:
        return _show_form(request, organisation, definition, None)
    if definition and not is_own:
        _note_reading(request, organisation)
    context = {
        "organisation": organisation,
        "definition": definition,
        "may_edit": may_edit,
        "may_send": may_edit and definition is not None and _can_be_sent(definition),
        "earlier": verifying.decisions_on(organisation, definition, request.user),
    }
    return render(request, "mutuals/definition_check.html", context)


def _can_be_sent(definition) -> bool:
    """What is verified is sent again only if it is to be checked again."""
    return definition.status != Status.VERIFIED or definition.recheck_since is not None


def _note_reading(request, organisation):
    actions.log_reading(
        reader=request.user,
        organisation=organisation,
        sections=["definition"],
        purpose=Purpose.VERIFICATION,
        at=timezone.now(),
    )


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
        messages.success(request, "Your answers are saved. Nothing has been sent yet.")
        return redirect(organisation)
    return redirect(f"{request.path}?check=yes")


def _show_form(request, organisation, definition, form):
    form = form or DefinitionForm(organisation=organisation, definition=definition)
    context = {
        "form": form,
        "organisation": organisation,
        "definition": definition,
        "earlier": verifying.decisions_on(organisation, definition, request.user),
        "is_verified": bool(definition and definition.status == Status.VERIFIED),
    }
    return render(request, "mutuals/definition_edit.html", context)


@FORM_METHODS
def organisation_admission(request, pk):
    """How a registration stands, for the organisation's own people, and the way to ask again after it was returned."""
    organisation = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
    may_ask = request.user.has_perm("mutuals.answer_definition", organisation)
    if request.method == "POST":
        if not may_ask:
            raise PermissionDenied
        try:
            actions.ask_for_admission(organisation=organisation, by=request.user, at=timezone.now())
            messages.success(request, "Sent. Programme staff look at it again, and we tell you what they decide.")
        except NotPossible as error:
            messages.error(request, str(error))
        return redirect("organisation_admission", organisation.pk)
    definition = getattr(organisation, "definition", None)
    context = {
        "organisation": organisation,
        "definition": definition,
        "may_ask": may_ask and organisation.admitted_at is None and organisation.admission_asked_at is None,
        "earlier": verifying.decisions_on(organisation, definition, request.user),
    }
    return render(request, "mutuals/organisation_admission.html", context)
