"""Who won a contract, as a form says it and an award keeps it."""

import re
from dataclasses import dataclass

from commissioners.models import AwardSupplier
from mutuals.models import Organisation

SHOWN = 10  # organisations that are found by a name
COMPANY = re.compile(r"[A-Z0-9]{2}(\d{6}|\d{5}R|\d{4}RS)")
CHARITY = re.compile(r"\d{6,7}(-\d{1,2})?")
KNOWN_SCHEME = re.compile(r"GB-[A-Z]{2,4}-.+")


@dataclass(frozen=True)
class Winner:
    """One of those who won: an organisation of the directory, or a name and perhaps a number that were typed."""

    name: str
    identifier: str = ""  # scheme and number: "GB-COH-01234567"
    organisation: int | None = None  # its primary key
    is_lead: bool | None = None  # of several

    @property
    def key(self) -> str:
        """As a form carries it from page to page."""
        return str(self.organisation) if self.organisation else f"{self.identifier}|{self.name}"


def looked_for(words: str) -> list[Organisation]:
    """Organisations that take part, by a part of the name or by a register number; the shortest names first."""
    words = words.replace("\x00", "").strip()[:200]
    if not words:
        return []
    active = Organisation.objects.active()
    found = active.filter(name__icontains=words) | active.filter(company_number__iexact=words)
    found |= active.filter(charity_number__iexact=words)
    return list(found.order_by("name", "pk")[: SHOWN + 1])


def from_keys(keys: list[str], lead: str) -> list[Winner]:
    """The winners that a form carries, in its order, each once; one query. What is no key of ours is left out."""
    keys = list(dict.fromkeys(key for key in keys if "\x00" not in key))
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19]
    known = Organisation.objects.active().in_bulk(numbers)
    winners = [winner for key in keys if (winner := _winner(key, known))]
    if len(winners) < 2 or lead not in [each.key for each in winners]:
        return winners
    return [Winner(each.name, each.identifier, each.organisation, each.key == lead) for each in winners]


def _winner(key: str, known: dict[int, Organisation]) -> Winner | None:
    if key.isascii() and key.isdecimal():
        organisation = known.get(int(key)) if len(key) < 19 else None
        if organisation is None:
            return None
        return Winner(organisation.name, number_of(organisation), organisation.pk)
    identifier, mark, name = key.partition("|")
    if not mark or not name.strip() or len(name) > 250 or len(identifier) > 250:
        return None
    return Winner(name.strip(), identifier)


def number_of(organisation: Organisation) -> str:
    """Scheme and number under which notices name it, or "" where it has none."""
    if organisation.company_number:
        return f"GB-COH-{organisation.company_number}"
    return f"GB-CHC-{organisation.charity_number}" if organisation.charity_number else ""


def typed_number(text: str) -> str | None:
    """Scheme and number of a Companies House or charity number as typed; "" for none, None for what is neither."""
    text = re.sub(r"\s", "", text).upper()
    if not text or KNOWN_SCHEME.fullmatch(text):
        return text
    if CHARITY.fullmatch(text):
        return f"GB-CHC-{text}"
    return f"GB-COH-{text}" if COMPANY.fullmatch(text) else None


def of_award(award) -> list[Winner]:
    """Those that an award names."""
    return [
        Winner(each.name, each.identifier, each.organisation_id, each.is_lead)
        for each in award.suppliers.order_by("pk")
    ]


def as_suppliers(winners: list[Winner], award) -> list[AwardSupplier]:
    """Unsaved rows of an award; of one alone nobody leads."""
    return [
        AwardSupplier(
            award=award,
            name=each.name,
            identifier=each.identifier,
            organisation_id=each.organisation,
            is_lead=each.is_lead if len(winners) > 1 else None,
        )
        for each in winners
    ]


def in_words(winners: list[Winner]) -> str:
    """ "Harrowmere Health (leads), Saltwick Libraries"."""
    return ", ".join(f"{each.name} (leads)" if each.is_lead else each.name for each in winners)
