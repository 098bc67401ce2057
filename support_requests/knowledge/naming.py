"""Names in the words of a page: none may stand there, for they would stay when consent is taken back."""

import re
from collections.abc import Iterable

from mutuals.models import Organisation
from support_requests.models import KnowledgePage, SupportRequest

ENDINGS = {"ltd", "limited", "cic", "plc", "llp", "cio"}


def words_of(text: str) -> list[str]:
    """A text as its words compare."""
    return re.findall(r"[^\W_]+", text.casefold().replace("&", " and "))


def named_in(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Those of the names that stand somewhere in the texts, however they are written. Pure."""
    said = [f" {' '.join(words_of(way))} " for text in texts for way in (text, _joined(text))]
    keys = {name: {_key(name), _key(_joined(name))} - {""} for name in names}
    return [name for name, ways in keys.items() if any(f" {way} " in text for way in ways for text in said)]


def _joined(text: str) -> str:
    """Without apostrophes: "St John’s" is written "St Johns" as well, and "Saltwick’s" is of Saltwick."""
    return re.sub("[’']", "", text)


def _key(name: str) -> str:
    words = words_of(name)
    while words and words[-1] in ENDINGS:
        words.pop()
    if words[:1] == ["the"]:
        words.pop(0)
    return " ".join(words)


def names_of(page: KnowledgePage) -> list[str]:
    """Names that the words of this page must not say: of those it is about, the case, and its consortium."""
    return sorted(set(_of_case(page.request)) | set(_of_page(page)))


def _of_page(page: KnowledgePage) -> list[str]:
    return list(Organisation.objects.filter(knowledge_consents__page=page).values_list("name", flat=True))


def _of_case(request: SupportRequest | None) -> list[str]:
    if request is None:
        return []
    asker = str(request.asked_by)
    names = [request.organisation.name, *([asker] if " " in asker else [])]  # “Grace” alone is a word as well
    package = getattr(request, "package", None)
    for consortium in (request.consortium, package.consortium if package else None):
        if consortium is not None:
            names += [consortium.name, *consortium.members.values_list("organisation__name", flat=True)]
    return names
