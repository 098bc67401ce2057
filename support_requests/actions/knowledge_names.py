"""Nobody is named in the words of a page, in its links, or in its files as far as they can be read."""

from collections.abc import Iterable

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.documents.words import words_in
from support_requests.knowledge.naming import Names, names_of
from support_requests.models import KnowledgePage

WORDING = ("title", "summary", "beginning", "text", "outcome")  # what organisations agree to, with attachments
NAMES = (
    "the words name {names}. Say “the Mutual” or “a partner” instead: "
    "names are shown beside the words once those who are named agree"
)
LINK = "Its title, address and name must name nobody: {refusal}."
FILE = "“{file}” names {names} inside, in its text or its properties. Take that out, save it again, then add it anew."
THERE = "A link or file of this page names {names}: “{title}”. Take it off first, or add it without the name."


def names_nobody(page: KnowledgePage) -> None:
    """Raise NotPossible where the words of the page name one of those whom it is about."""
    if found := names_of(page).said_in([getattr(page, name) for name in WORDING]):
        raise NotPossible(f"{refusal_of(found)[0].upper()}{refusal_of(found)[1:]}.")


def all_names_nobody(page: KnowledgePage, *, inside: bool = False) -> None:
    """The same, also of links and files. `inside`: what the files say, too, because somebody more is concerned; what
    was known when a file was added was looked for then.
    """
    names_nobody(page)
    names = names_of(page)
    for one in page.attachments.select_related("file"):
        said = [one.title, one.url, *([one.file.name] if one.file else [])]
        if found := names.said_in([*said, *(_inside(one.file, names) if one.file and inside else [])]):
            raise NotPossible(THERE.format(names=in_quotes(found), title=one.title))


def attachment_names_nobody(page: KnowledgePage, said: Iterable[str], stored: StoredFile | None) -> None:
    """Raise NotPossible where what is `said` of a link or file, or the file inside, names one of them."""
    names = names_of(page)
    if found := names.said_in([*said, stored.name if stored else ""]):
        raise NotPossible(LINK.format(refusal=refusal_of(found)))
    if stored and (found := names.said_in(_inside(stored, names))):
        raise NotPossible(FILE.format(file=stored.name, names=in_quotes(found)))


def refusal_of(names: list[str]) -> str:
    """Why words that hold these names are not taken, to go on a sentence."""
    return NAMES.format(names=in_quotes(names))


def in_quotes(names: list[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


def _inside(stored: StoredFile, names: Names) -> list[str]:
    """What the file says, where there are names to look for. Missing bytes say nothing: nobody can read them."""
    if not names.names:
        return []
    try:
        with stored.file.open("rb") as content:
            return words_in(content)
    except FileNotFoundError:
        return []
