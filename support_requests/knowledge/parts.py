"""Of what the pages of each kind are made, and what stands above each part. Pure."""

from dataclasses import dataclass

from support_requests.models import KnowledgePage

Kind = KnowledgePage.Kind


@dataclass(frozen=True)
class Part:
    """One of the texts of a page: the field that keeps it, its heading, what its writer is told."""

    field: str
    heading: str
    hint: str


WORDS = "Plain words; an empty line begins a new paragraph"
PARTS: dict[str, tuple[Part, ...]] = {
    Kind.CASE_STUDY: (
        Part("beginning", "The situation", "What was the organisation or the consortium trying to do?"),
        Part("text", "What was done", "Who helped with what, and how"),
        Part("outcome", "What came of it", "Also what did not work"),
    ),
    Kind.PILOT: (
        Part("beginning", "The aim", "What is to be found out?"),
        Part("text", "What is tried", "How it goes, from when to when"),
        Part("outcome", "What was learnt", "Leave it empty until there is something to say"),
    ),
    Kind.GUIDE: (Part("text", "", WORDS),),
    Kind.TEMPLATE: (Part("text", "How to use it", WORDS),),
    Kind.TOOL: (Part("text", "How to use it", WORDS),),
}


def texts_of(page: KnowledgePage) -> list[tuple[str, str]]:
    """Headings and texts of a page, those that say something."""
    found = [(part.heading, getattr(page, part.field)) for part in PARTS[page.kind]]
    return [(heading, text) for heading, text in found if text]
