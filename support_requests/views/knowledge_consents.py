"""Who took part in a case study or pilot, and whether each organisation may be named."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import knowledge_consents as actions
from support_requests.forms.knowledge import ConsentForm, TakeBackForm, TookPartForm
from support_requests.knowledge.shown import CONSENT_COLOURS, named_once_published, shown
from support_requests.models import KnowledgeConsent, KnowledgePage

from .knowledge_desk import may_write, page_to_write

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@FORM_METHODS
def knowledge_organisations(request, pk):
    """Who took part, and how each answered; staff add others."""
    page = page_to_write(request, pk)
    form = TookPartForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        try:
            actions.list_organisation(page=page, organisation=organisation, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error("organisation", str(refusal))
        else:
            messages.success(request, f"{organisation} is on the list. It is not named before it agrees.")
            return redirect("knowledge_organisations", pk)
    consents = page.consents.select_related("organisation")
    rows = [(one, CONSENT_COLOURS[one.state], one.version != page.version) for one in consents]
    return render(request, "support_requests/knowledge/organisations.html", {"page": page, "form": form, "rows": rows})


@require_POST
def knowledge_consent_ask(request, pk):
    """Ask an organisation for its consent to the wording as it is now."""
    consent = _to_write(request, pk)
    try:
        if actions.ask(consent=consent, by=request.user, at=timezone.now()):
            messages.success(request, f"{consent.organisation} is asked.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("knowledge_organisations", consent.page_id)


@require_POST
def knowledge_unlist(request, pk):
    """Take an organisation off the list."""
    consent = _to_write(request, pk)
    if actions.unlist(consent=consent, by=request.user, at=timezone.now()):
        messages.success(request, f"{consent.organisation} is off the list.")
    return redirect("knowledge_organisations", consent.page_id)


@FORM_METHODS
def knowledge_consent(request, pk):
    """Exactly what would be published, and the answer of the organisation to it."""
    consent = _visible(request, pk)
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        initial={"name": str(request.user), "version": consent.page.version, "seen": consent.state},
    )
    if request.method == "POST":
        _may_answer(request, consent)
        if form.is_valid() and _answered(request, consent, form):
            return redirect(consent)
        consent = _visible(request, pk)  # as it is after a refusal
    return render(request, "support_requests/knowledge/consent.html", _consent_page(request, consent, form))


@require_POST
def knowledge_consent_take_back(request, pk):
    """Have the name taken off at once."""
    consent = _visible(request, pk)
    _may_answer(request, consent)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if actions.take_back(consent=consent, reason=reason, by=request.user, at=timezone.now()):
            messages.success(request, f"{consent.organisation} is not named any more.")
        return redirect(consent)
    context = _consent_page(request, consent, ConsentForm()) | {"take_back": form}
    return render(request, "support_requests/knowledge/consent.html", context)


def _visible(request, pk) -> KnowledgeConsent:
    found = KnowledgeConsent.objects.visible_to(request.user).select_related("organisation", "page")
    return get_object_or_404(found, pk=pk)


def _to_write(request, pk) -> KnowledgeConsent:
    may_write(request)
    return _visible(request, pk)


def _may_answer(request, consent: KnowledgeConsent) -> None:
    if not request.user.has_perm("support_requests.answer_knowledge_consent", consent.organisation):
        raise PermissionDenied


def _answered(request, consent: KnowledgeConsent, form: ConsentForm) -> bool:
    """Whether the answer was kept; what stands against it is added to the form."""
    said = form.cleaned_data
    try:
        actions.answer(
            consent=consent,
            seen=said["seen"],
            version=said["version"] or 0,
            agrees=said["agrees"] == "yes",
            name=said["name"],
            role=said["role"],
            reason=said["reason"] if said["agrees"] == "no" else "",
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        form.is_outdated = True
        return False
    messages.success(request, "Thank you. Your answer is kept.")
    return True


def _consent_page(request, consent: KnowledgeConsent, form: ConsentForm) -> dict:
    """The page with the names that it would have if this organisation agreed; of one that was withdrawn no others."""
    page, name = consent.page, consent.organisation.name
    is_withdrawn = page.state == KnowledgePage.State.WITHDRAWN
    names = sorted({name} if is_withdrawn else {*named_once_published(page), name})
    has_agreed = consent.state == KnowledgeConsent.State.AGREED
    is_agreed = has_agreed and consent.version == page.version
    if form.is_outdated:  # what is sent next answers what is shown now
        form.data = form.data.copy()
        form.data.update({"version": str(page.version), "seen": consent.state})
    read = shown(page, names=names)
    if is_withdrawn:  # its files are handed out to staff alone
        read["attachments"] = []
    return read | {
        "consent": consent,
        "colour": CONSENT_COLOURS[consent.state],
        "form": form,
        "take_back": TakeBackForm(),
        "is_open": consent.state in actions.MAY_ANSWER and not is_withdrawn,
        "has_agreed": has_agreed,
        "is_agreed": is_agreed,
        "is_withdrawn": is_withdrawn,
        "reads_words": is_agreed or not is_withdrawn or request.user.is_programme_staff,
        "may_answer": request.user.has_perm("support_requests.answer_knowledge_consent", consent.organisation),
    }
