"""The queue of programme staff, and the pages on which they decide."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mutuals import actions, verifying
from mutuals.forms import AdmissionForm, DecisionForm
from mutuals.models import Organisation, Purpose, ThreePartDefinition
from mutuals.viewers import viewer_of
from mutuals.visibility import Visibility
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.queues import queue_page

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
Status = ThreePartDefinition.Status


@require_safe
def verification_queue(request):
    """What waits to be decided on, longest first, in three lists."""
    if not request.user.has_perm("mutuals.read_verifications"):
        raise Http404
    at = timezone.now()
    lists = {
        "new": ("New organisations", verifying.admissions(request.user), "name", "admission_asked_at"),
        "definitions": ("Definitions", verifying.definitions(request.user), "organisation__name", "submitted_at"),
        "again": ("Checking again", verifying.rechecks(request.user, at), "organisation__name", "recheck_since"),
    }
    numbers = {key: rows.count() for key, (_, rows, _, _) in lists.items()}
    waiting = next((key for key, number in numbers.items() if number), "new")
    here = request.GET.get("list") if request.GET.get("list") in lists else waiting
    _, rows, name, since = lists[here]
    queue = queue_page(rows, request.GET, search=(name,), since=since)
    context = {
        "tabs": [(key, said[0], numbers[key]) for key, said in lists.items()],
        "here": here,
        "queue": queue,
        "page": queue.page,
        "lines": [verifying.line(thing, at) for thing in queue.page],
        "asked": verifying.asked(request.user, at).count() if here == "again" else 0,
    }
    return render(request, "mutuals/verification_queue.html", context)


@FORM_METHODS
def verification_decide(request, pk):
    """The answers of one organisation beside the definition, and the decision on them."""
    if not request.user.has_perm("mutuals.read_verifications"):
        raise Http404
    sent = ThreePartDefinition.objects.visible_to(request.user).exclude(status=Status.DRAFT)
    sent = sent.select_related("organisation__base_authority", "decided_by")
    definition = get_object_or_404(sent, pk=pk)
    organisation = definition.organisation
    may_decide = request.user.has_perm("mutuals.decide_verification", organisation)
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    waits = definition.status == Status.SUBMITTED or definition.recheck_since is not None
    if not _may_read(request.user, organisation, decides=may_decide and waits):
        return _ask_why(request, organisation)
    form = None
    if request.method == "POST":
        form = DecisionForm(request.POST, definition=definition)
        if form.is_valid():
            return _carried_out(request, form, organisation, "verification_decide", definition.pk)
    elif may_decide and definition.status in (Status.SUBMITTED, Status.VERIFIED):
        form = DecisionForm(definition=definition)
    context = {"definition": definition, "organisation": organisation, "form": form}
    if definition.recheck_since:
        context["why"] = verifying.why(definition)
    return _shown(request, "mutuals/verification_decide.html", organisation, definition, context)


@FORM_METHODS
def admission_decide(request, pk):
    """What an organisation says of itself, and whether it is admitted to the directory."""
    if not request.user.has_perm("mutuals.read_verifications"):
        raise Http404
    visible = Organisation.objects.visible_to(request.user).select_related("base_authority", "definition")
    organisation = get_object_or_404(visible, pk=pk)
    may_decide = request.user.has_perm("mutuals.decide_verification", organisation)
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    waits = organisation.admission_asked_at is not None
    if not _may_read(request.user, organisation, decides=may_decide and waits):
        return _ask_why(request, organisation)
    form = None
    if request.method == "POST":
        form = AdmissionForm(request.POST, organisation=organisation)
        if form.is_valid():
            return _carried_out(request, form, organisation, "admission_decide", organisation.pk)
    elif may_decide and organisation.admission_asked_at:
        form = AdmissionForm(organisation=organisation)
    definition = getattr(organisation, "definition", None)
    sent = definition if definition and definition.status == Status.SUBMITTED else None
    context = {"organisation": organisation, "form": form, "sent_definition": sent}
    return _shown(request, "mutuals/admission_decide.html", organisation, None, context)


def _may_read(user, organisation, *, decides: bool) -> bool:
    """Whether the section “about” is open to them here: to all staff, to who decides now, or to who said why."""
    is_kept = organisation.visibility_about > Visibility.SIGNED_IN
    if not is_kept or decides or organisation.memberships.filter(user=user).exists():
        return True
    return organisation.pk in viewer_of(user, at=timezone.now()).purposes


def _ask_why(request, organisation):
    if not request.user.has_perm("mutuals.declare_purpose", organisation):
        raise PermissionDenied
    return redirect(f"{reverse('purpose_declare', args=[organisation.pk])}?{urlencode({'next': request.path})}")


def _shown(request, template, organisation, definition, context):
    """The page, with everything that the decision rests on. Reading it is noted."""
    is_own = organisation.memberships.filter(user=request.user).exists()
    if not is_own:
        read = (["definition"] if definition else []) + (
            ["about"] if organisation.visibility_about != Visibility.PUBLIC else []
        )
        actions.log_reading(
            reader=request.user,
            organisation=organisation,
            sections=read,
            purpose=Purpose.VERIFICATION,
            at=timezone.now(),
        )
    context |= {"case": verifying.case_of(organisation, definition), "is_own": is_own}
    return render(request, template, context)


def _carried_out(request, form, organisation, name, pk):
    try:
        form.save(by=request.user, at=timezone.now())
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect(name, pk)
    done = {"verify": "is verified", "admit": "is admitted", "return": "goes back to its people, with your reasons"}
    messages.success(request, f"{organisation} {done[form.cleaned_data['decision']]}.")
    return redirect("verification_queue")
