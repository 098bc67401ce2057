"""Names in the words of a page: none may stand there, for they would stay when consent is taken back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q

from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from support_requests.models import KnowledgePage, SupportRequest

ENDINGS = {"ltd", "limited", "cic", "plc", "llp", "cio"}
SHARED_HOSTS = {  # many have a page there, and many words lead there that mean none of them
    *("facebook.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "youtube.com"),
    *("gov.uk", "nhs.uk", "sites.google.com"),
}
# What is written without spaces: an address, a file's name, "SaltwickCare", "#saltwickcare"
RUN_TOGETHER = re.compile(r"\w[.@]\w|[a-z][A-Z]|#\w")


@dataclass(frozen=True)
class Names:
    """Whom the words of a page must not name, and the addresses that lead to them: (name, part of an address)."""

    names: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()

    def said_in(self, texts: Iterable[str]) -> list[str]:
        """Those that stand in one of the texts, by name or by an address."""
        texts = list(texts)
        linked = [name for name, part in self.addresses if any(_leads_to(part, text) for text in texts)]
        named = named_in(texts, self.names)
        return [*named, *(f"{name}, by its address" for name in dict.fromkeys(linked) if name not in named)]


def _leads_to(part: str, text: str) -> bool:
    """Whether the text has this part of an address, and not as the end or the beginning of another one's."""
    begin = "" if part.startswith("/") else r"(?<![\w-])"
    return re.search(f"{begin}{re.escape(part)}(?![\\w-]|\\.\\w)", text.casefold()) is not None


def words_of(text: str) -> list[str]:
    """A text as its words compare."""
    return re.findall(r"[^\W_]+", text.casefold().replace("&", " and "))


def named_in(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Those of the names that stand somewhere in the texts, however they are written. Pure."""
    texts = list(texts)
    said = [f" {' '.join(words_of(way))} " for text in texts for way in (text, _joined(text))]
    together = ["".join(words_of(token)) for text in texts for token in text.split() if RUN_TOGETHER.search(token)]
    keys = {name: {_key(name), _key(_joined(name))} - {""} for name in names}
    return [
        name
        for name, ways in keys.items()
        if any(f" {way} " in text for way in ways for text in said)
        or any(way.replace(" ", "") in token for way in ways if " " in way for token in together)
    ]


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


def names_of(page: KnowledgePage | None) -> Names:
    """Whom this page must not name: those it is about and the case, with their people, and the case's consortium."""
    if page is None:
        return Names()
    organisations = list(_organisations(page))
    names = {one.name for one in organisations} | set(_consortia(page.request)) | set(_people(page, organisations))
    addresses = [(one.name, part) for one in organisations for part in _addresses(one)]
    return Names(tuple(sorted(names)), tuple(addresses))


def perhaps_named(texts: Iterable[str]) -> list[str]:
    """Others in the directory whose names, of two words or more, stand in the texts: somebody has to look at these."""
    names = Organisation.objects.active().order_by("name").values_list("name", flat=True).distinct()
    return named_in(texts, [name for name in names.iterator() if " " in _key(name)])


def _organisations(page: KnowledgePage):
    """Those on the list, who asked, members of the consortium; and all that were merged into one of these."""
    concerned = set(Organisation.objects.filter(knowledge_consents__page=page).values_list("pk", flat=True))
    if page.request is not None:
        concerned.add(page.request.organisation_id)
        for consortium in _of_consortium(page.request):
            concerned.update(consortium.members.values_list("organisation", flat=True))
    merged = Q(merged_into__in=concerned) | Q(merged_into__merged_into__in=concerned)
    return Organisation.objects.filter(Q(pk__in=concerned) | merged).only("name", "website")


def _of_consortium(request: SupportRequest) -> list:
    package = getattr(request, "package", None)
    return [one for one in (request.consortium, package.consortium if package else None) if one is not None]


def _consortia(request: SupportRequest | None) -> list[str]:
    return [one.name for one in _of_consortium(request)] if request else []


def _people(page: KnowledgePage, organisations: list[Organisation]) -> list[str]:
    """Who asked, who advised, and who belongs to those whom it is about, by full names: “Grace” is a word, too."""
    concerned = Q(memberships__organisation__in=organisations)
    if page.request is not None:
        concerned |= Q(pk=page.request.asked_by_id) | Q(adviser__assignments__line__package__request=page.request)
    return [name for name in User.objects.filter(concerned).values_list("name", flat=True) if " " in name]


def _addresses(organisation: Organisation) -> list[str]:
    """What of an address leads to an organisation: the host of its website, where that is its own, or else its page
    there; and its page in the portal."""
    website = urlsplit(organisation.website)
    host, page = (website.hostname or "").removeprefix("www."), website.path.strip("/").casefold()
    own = "/".join(filter(None, (host, page))) if host in SHARED_HOSTS else host
    return [part for part in (own, organisation.get_absolute_url().rstrip("/")) if part and part not in SHARED_HOSTS]
