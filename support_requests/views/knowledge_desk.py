"""Where staff write what the programme has learnt: drafts, publishing, withdrawing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.pages import number_in, page_of
from support_requests.actions import knowledge as actions
from support_requests.actions.knowledge_names import WORDING
from support_requests.forms.knowledge import KnowledgeForm
from support_requests.knowledge.naming import perhaps_named
from support_requests.knowledge.shown import STATE_COLOURS, is_due, named_once_published, shown
from support_requests.models import KnowledgePage

from .reaching import case_to_decide

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
PAGE_SIZE = 50
NAMES = "Everyone reads it now. Organisations in the directory are called {names}: take the names out if it means them."


def page_to_write(request, pk) -> KnowledgePage:
    """The page, for those who write; 404 for everyone but staff, 403 for those who only read."""
    may_write(request)
    return get_object_or_404(KnowledgePage.objects.visible_to(request.user), pk=pk)


def may_write(request) -> None:
    """Raise Http404 for everyone but staff, PermissionDenied for those who only read."""
    if not request.user.has_perm("support_requests.read_knowledge_desk"):
        raise Http404
    if not request.user.has_perm("support_requests.write_knowledge"):
        raise PermissionDenied


@require_safe
def knowledge_desk(request):
    """All pages in all states, drafts first."""
    if not request.user.has_perm("support_requests.read_knowledge_desk"):
        raise Http404
    at = timezone.now()
    pages = KnowledgePage.objects.visible_to(request.user).select_related("written_by").order_by("state", "-changed_at")
    page = page_of(Paginator(pages, PAGE_SIZE), request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, STATE_COLOURS[one.state], is_due(one, at)) for one in page],
        "kinds": KnowledgePage.Kind.choices,
        "may_write": request.user.has_perm("support_requests.write_knowledge"),
    }
    return render(request, "support_requests/knowledge/desk.html", context)


@FORM_METHODS
def knowledge_new(request, kind):
    """A new draft of that kind."""
    may_write(request)
    if kind not in KnowledgePage.Kind.values:
        raise Http404
    return _edited(request, KnowledgeForm(request.POST if request.method == "POST" else None, kind=kind))


@FORM_METHODS
def knowledge_edit(request, pk):
    """Other words or tags."""
    page = page_to_write(request, pk)
    data = request.POST if request.method == "POST" else None
    return _edited(request, KnowledgeForm(data, kind=page.kind, page=page))


@require_POST
def support_case_study(request, pk):
    """A case study, begun from a completed case."""
    case = case_to_decide(request, pk)
    try:
        page = actions.draft_from(case=case, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("support_case", pk)
    return redirect("knowledge_edit" if page.state == KnowledgePage.State.DRAFT else "knowledge_page", page.pk)


@FORM_METHODS
def knowledge_publish(request, pk):
    """The page as everyone will read it, to be checked before it is published."""
    page = page_to_write(request, pk)
    problem = None
    if request.method == "POST":
        version = number_in(request.POST.get("version", "")) or 0
        try:
            actions.publish(page=page, version=version, by=request.user, at=timezone.now())
        except NotPossible as refusal:
            problem = str(refusal)
            page.refresh_from_db()
        else:
            messages.success(request, f"“{page}” is published.")
            return redirect("knowledge_page", pk)
    waiting = page.consents.waiting().count()
    context = shown(page, names=named_once_published(page)) | {"problem": problem, "waiting": waiting}
    context["perhaps_named"] = _perhaps_named(page)
    return render(request, "support_requests/knowledge/publish.html", context)


@FORM_METHODS
def knowledge_withdraw(request, pk):
    """Take it from everyone but staff, after a question."""
    page = page_to_write(request, pk)
    if request.method == "POST":
        if actions.withdraw(page=page, by=request.user, at=timezone.now()):
            messages.success(request, f"“{page}” is withdrawn. Only staff can read it now.")
        return redirect("knowledge_page", pk)
    return render(request, "support_requests/knowledge/withdraw.html", {"page": page})


def _perhaps_named(page: KnowledgePage) -> list[str]:
    """Others in the directory whose names stand in the words of a case study or pilot: nobody asked them."""
    return perhaps_named([getattr(page, name) for name in WORDING]) if page.may_name else []


def _edited(request, form: KnowledgeForm):
    if request.method == "POST" and form.is_valid():
        try:
            page = form.save(by=request.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved.")
            page.refresh_from_db()
            if page.state == KnowledgePage.State.PUBLISHED and (others := _perhaps_named(page)):
                messages.warning(request, NAMES.format(names=get_text_list(others, "and")))
            return redirect("knowledge_page", page.pk)
    kind = KnowledgePage.Kind(form.kind).label.lower()
    context = {"form": form, "page": form.page, "kind": kind}
    return render(request, "support_requests/knowledge/edit.html", context)
