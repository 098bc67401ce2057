"""How long pages are kept once nobody reads them."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule
from partnerships_portal.documents.actions import remove_file
from partnerships_portal.documents.models import StoredFile
from support_requests.models import KnowledgeAttachment, KnowledgeConsent, KnowledgePage

DRAFTS = Period(days=365, words="12 months after anybody last worked on it, if it was never published")
WITHDRAWN = Period(days=730, words="2 years after the page was withdrawn; as long as it is published, it stays")

KEPT = f"{WITHDRAWN}; {DRAFTS}"  # a page, and who consented to be named in it


@rule("drafts of case studies, guides and pilots that were never published", DRAFTS)
def delete_old_drafts(at: dt.datetime) -> int:
    before = DRAFTS.before(at)
    recent = KnowledgeConsent.objects.filter(Q(asked_at__gt=before) | Q(answered_at__gt=before))
    drafts = KnowledgePage.objects.filter(state=KnowledgePage.State.DRAFT, changed_at__lte=before)
    return _delete(drafts.exclude(pk__in=recent.values("page")))


@rule("case studies, guides and pilots that were withdrawn", WITHDRAWN)
def delete_withdrawn_pages(at: dt.datetime) -> int:
    """Who consented to be named in them is kept until then."""
    return _delete(KnowledgePage.objects.filter(withdrawn_at__lte=WITHDRAWN.before(at)))


@transaction.atomic
def _delete(old: QuerySet[KnowledgePage]) -> int:
    """Delete these pages with their consents, links and files; returns how many rows went. Held first: one that is
    published meanwhile stays whole."""
    old = KnowledgePage.objects.filter(pk__in=list(old.select_for_update(of=("self",)).values_list("pk", flat=True)))
    files = list(StoredFile.objects.filter(knowledge_attachment__page__in=old))
    KnowledgeAttachment.objects.filter(page__in=old).delete()
    for stored in files:
        remove_file(stored=stored)
    return delete_in_chunks(old)
