"""The documents of a tender: its notice, its page in the portal, and the files that its buyer put there."""

from commissioners.choices import State

from .published import Document, Published
from .values import moment, said, words


def documents(published: Published) -> list[dict]:
    """The notice where it was published, if elsewhere; the page in the portal; then the files."""
    kind = "plannedProcurementNotice" if published.facts.state == State.EARLY_ENGAGEMENT else "tenderNotice"
    pages = {"notice": published.facts.notice_url, "portal": published.page}
    notices = [{"id": name, "documentType": kind, "url": url, "language": "en"} for name, url in pages.items() if url]
    return notices + [_file(each) for each in published.documents]


def _file(document: Document) -> dict:
    return said(
        {
            "id": document.number,
            "title": words(document.title),
            "url": document.url,
            "format": document.content_type,
            "datePublished": moment(document.published_at),
        }
    )
