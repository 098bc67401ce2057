"""What the programme has learnt, for everyone: the list, each page, its files."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from partnerships_portal.accounts.limits import limited
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.documents.serving import handed_out
from partnerships_portal.pages import page_of
from support_requests.knowledge.finding import KnowledgeFilter
from support_requests.knowledge.shown import CONSENT_COLOURS, STATE_COLOURS, is_due, named_on, shown
from support_requests.models import KnowledgeConsent, KnowledgePage

PAGE_SIZE = 20


@login_not_required
@require_safe
def knowledge_list(request):
    """What is published, narrowed as the address says."""
    form = KnowledgeFilter(request.GET)
    pages = form.narrowed(KnowledgePage.objects.published())
    page = page_of(Paginator(pages, PAGE_SIZE), request.GET.get("page"))
    is_staff = request.user.has_perm("support_requests.read_knowledge_desk")
    return render(request, "support_requests/knowledge/list.html", {"form": form, "page": page, "is_staff": is_staff})


@cache_control(no_cache=True)  # a name that is taken off is gone at once
@login_not_required
@require_safe
def knowledge_page(request, pk):
    """One page with the names of those who agreed to them; for staff also how it stands."""
    page = get_object_or_404(KnowledgePage.objects.visible_to(request.user).select_related("written_by"), pk=pk)
    context = shown(page, names=named_on(page))
    if request.user.has_perm("support_requests.read_knowledge_desk"):
        consents = page.consents.select_related("organisation")
        context |= {
            "is_staff": True,
            "may_write": request.user.has_perm("support_requests.write_knowledge"),
            "colour": STATE_COLOURS[page.state],
            "consents": [(one, CONSENT_COLOURS[one.state]) for one in consents],
            "is_due": is_due(page, timezone.now()),
        }
    return render(request, "support_requests/knowledge/page.html", context)


@cache_control(no_cache=True)
@login_not_required
@limited("knowledge_file", "300/h/ip", methods=("GET", "HEAD"))
@require_safe
def knowledge_file(request, pk, attachment_pk):
    """A file of a page that the person may read, or whose wording their organisation is asked about."""
    asked = KnowledgeConsent.objects.visible_to(request.user).exclude(page__state=KnowledgePage.State.WITHDRAWN)
    shown_to = Q(pk__in=KnowledgePage.objects.visible_to(request.user)) | Q(pk__in=asked.values("page"))
    pages = KnowledgePage.objects.filter(shown_to, pk=pk)
    kept = StoredFile.objects.filter(knowledge_attachment__page__in=pages)
    return handed_out(get_object_or_404(kept, knowledge_attachment=attachment_pk))
