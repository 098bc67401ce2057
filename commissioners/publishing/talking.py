"""From rows to what is published of questions and documents. Who asked is not even read."""

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from commissioners.models import OpportunityDocument, Question
from commissioners.ocds.writing.published import Document, Enquiry

TALKING = (
    Prefetch(
        "questions",
        Question.objects.filter(state=Question.State.ANSWERED).defer("asked_by", "text").order_by("answered_at", "pk"),
        to_attr="answered_questions",
    ),
    Prefetch("documents", OpportunityDocument.objects.standing().select_related("file"), to_attr="standing_documents"),
)


def enquiries_of(row) -> tuple[Enquiry, ...]:
    """The answered questions of an opportunity that was read with TALKING."""
    return tuple(
        Enquiry(
            number=f"question-{each.pk}",
            asked_on=timezone.localdate(each.asked_at),
            text=each.published_text,
            answer=each.answer,
            answered_at=each.answered_at,
        )
        for each in row.answered_questions
    )


def documents_of(row) -> tuple[Document, ...]:
    """The documents of an opportunity that was read with TALKING."""
    return tuple(
        Document(
            number=f"document-{each.pk}",
            title=each.title,
            url=f"{settings.SITE_URL}{reverse('document_download', args=[row.pk, each.pk])}",
            content_type=each.file.content_type,
            published_at=max(each.added_at, row.published_at),
        )
        for each in row.standing_documents
    )
