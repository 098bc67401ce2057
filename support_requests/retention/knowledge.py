"""How long pages are kept once nobody reads them."""

import datetime as dt

from django.db import transaction

from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule
from partnerships_portal.documents.actions import remove_file
from partnerships_portal.documents.models import StoredFile
from support_requests.models import KnowledgeAttachment, KnowledgePage

WITHDRAWN = Period(days=730, words="2 years after the page was withdrawn; as long as it is published, it stays")


@rule("case studies, guides and pilots that were withdrawn", WITHDRAWN)
@transaction.atomic
def delete_withdrawn_pages(at: dt.datetime) -> int:
    """With their consents, links and files."""
    old = KnowledgePage.objects.filter(withdrawn_at__lte=WITHDRAWN.before(at))
    files = list(StoredFile.objects.filter(knowledge_attachment__page__in=old))
    KnowledgeAttachment.objects.filter(page__in=old).delete()
    for stored in files:
        remove_file(stored=stored)
    return delete_in_chunks(old)
