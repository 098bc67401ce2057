"""Notices elsewhere about an opportunity that was posted here: how they are named, and what was imported of them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q

from commissioners.choices import Source
from commissioners.models import NoticeLink, Opportunity
from commissioners.plain_words import day, moment_in_words, money

OCID = re.compile(r"ocds-[a-z0-9]{6}-[A-Za-z0-9][A-Za-z0-9._/:-]{0,100}", re.ASCII)
PREFIXES = {"ocds-h6vhtk": Source.FIND_A_TENDER, "ocds-b5fd17": Source.CONTRACTS_FINDER}
PAGES = {  # host -> (publisher, the path of a notice)
    "www.find-tender.service.gov.uk": (Source.FIND_A_TENDER, re.compile(r"/[Nn]otice/\d{6}-\d{4}", re.ASCII)),
    "www.contractsfinder.service.gov.uk": (
        Source.CONTRACTS_FINDER,
        re.compile(r"/[Nn]otice/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE),
    ),
}


@dataclass(frozen=True)
class Named:
    """A notice as its buyer names it: by its process, or by its page."""

    source: str
    ocid: str = ""
    url: str = ""


def named(text: str) -> Named | None:
    """What was typed, if it is an ocid or the address of a notice on Find a Tender or Contracts Finder."""
    text = text.strip()
    if OCID.fullmatch(text):
        return Named(PREFIXES.get(text[:11], Source.OTHER_OCDS), ocid=text)
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname or ""
    except ValueError:
        return None
    host = host if host.startswith("www.") else f"www.{host}"
    if parts.scheme not in ("http", "https") or host not in PAGES:
        return None
    source, path = PAGES[host]
    found = path.match(parts.path)
    return Named(source, url=f"https://{host}{found[0]}") if found else None


def is_our_own(name: Named) -> bool:
    """Whether the ocid is one that this portal gave."""
    return name.ocid.startswith(f"{settings.OCID_PREFIX}-")


def imported_of(link: Named | NoticeLink):
    """Opportunities that came from this notice: one, or several where buyers share an ocid."""
    wanted = Q(pk__in=[])
    if link.ocid:
        wanted |= Q(ocid=link.ocid)
    if link.url:
        wanted |= Q(notice_url__startswith=link.url) | Q(notices__url__startswith=link.url)
    return Opportunity.objects.exclude(source=Source.PORTAL).filter(wanted).distinct().select_related("body")


def is_own(imported: Opportunity, opportunity: Opportunity) -> bool:
    """Whether what was imported is the buyer's own: it names the same body, or that body has claimed it."""
    return opportunity.body_id in (imported.body_id, imported.claimed_by_id)


@dataclass(frozen=True)
class Row:
    """One line of two opportunities side by side."""

    what: str
    here: str
    imported: str


def side_by_side(here: Opportunity, imported: Opportunity) -> list[Row]:
    """What to compare before one takes the place of the other."""

    def words(one: Opportunity) -> dict[str, str]:
        return {
            "Title": one.title,
            "Buyer": one.body.name,
            "State": one.get_state_display(),
            "Value without VAT": money(one.value) if one.value else "",
            "Tenders by": moment_in_words(one.submission_deadline) if one.submission_deadline else "",
            "Contract starts": day(one.starts_on) if one.starts_on else "",
            "Lots": str(one.lots.count()),
            "Awards": str(one.awards.count()),
        }

    mine, theirs = words(here), words(imported)
    return [Row(what, mine[what], theirs[what]) for what in mine]


def links_of(opportunity) -> list[tuple[NoticeLink, list[Opportunity]]]:
    """Its links, each with what was imported of it and is still shown beside it. Of few links; two queries for each."""
    return [
        (link, [one for one in imported_of(link).filter(superseded_by=None) if is_own(one, opportunity)])
        for link in opportunity.notice_links.all()
    ]
