"""Of what the pages of each kind are made, and what stands above each part. Pure."""

import re
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
    Kind.GUIDE: (Part("text", "", f"{WORDS}; a short line by itself, without a full stop, becomes a heading"),),
    Kind.TEMPLATE: (Part("text", "How to use it", WORDS),),
    Kind.TOOL: (Part("text", "How to use it", WORDS),),
}


def texts_of(page: KnowledgePage) -> list[tuple[str, str]]:
    """Headings and texts of a page, those that say something. A text without a heading of its own may hold some."""
    found = [(part.heading, getattr(page, part.field)) for part in PARTS[page.kind]]
    return [one for heading, text in found if text for one in ([(heading, text)] if heading else under_headings(text))]


LONGEST_HEADING = 70  # characters


def under_headings(text: str) -> list[tuple[str, str]]:
    """Headings in a text and what stands below each; what comes before the first has "" as its heading.

    A heading is a paragraph of one short line that does not end as a sentence or a clause does, with a text below it.
    """
    paragraphs = [one.strip() for one in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if one.strip()]
    found: list[tuple[str, list[str]]] = [("", [])]
    for number, paragraph in enumerate(paragraphs, start=1):
        if number < len(paragraphs) and _is_heading(paragraph):
            found.append((paragraph, []))
        else:
            found[-1][1].append(paragraph)
    return [(heading, "\n\n".join(below)) for heading, below in found if heading or below]


def _is_heading(paragraph: str) -> bool:
    return "\n" not in paragraph and len(paragraph) <= LONGEST_HEADING and paragraph[-1] not in ".!?:;,"
