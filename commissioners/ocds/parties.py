"""Who buys and who supplies, out of the parties of a release."""

import re
from dataclasses import dataclass, replace

from commissioners.choices import BodyKind, BuyerClass
from partnerships_portal.reference.places import place_of

from .shapes import as_dict, as_list, dicts, dig, flag, text

LONGEST_NAME = 250
PARTY_ID = re.compile(r"([A-Z]{2,3}-[A-Z0-9]{2,10})-(.+)", re.DOTALL)
CLASSES = {
    "publicAuthorityCentralGovernment": BuyerClass.CENTRAL,
    "publicAuthoritySubCentralGovernment": BuyerClass.SUB_CENTRAL,
}
# First match wins. Only names that leave no doubt: a "council" may also be a research council or a parish.
KINDS = (
    (r"integrated care board|\bicb\b", BodyKind.INTEGRATED_CARE_BOARD),
    (r"\bnhs (foundation )?trust\b|\bnhs ft\b", BodyKind.NHS_TRUST),
    (r"police (and|&) crime commissioner|police, fire and crime commissioner", BodyKind.POLICE_AND_CRIME_COMMISSIONER),
    (r"\bcombined (county )?authority\b", BodyKind.COMBINED_AUTHORITY),
    (r"\b(parish|town|research|arts|medical|british|sports|funding|community) council\b|\bcouncil of\b", ""),
    (r"\b(city|county|borough|district|metropolitan|unitary|london borough)\b.*\bcouncil\b", BodyKind.COUNCIL),
    (r"^(the )?(london borough|royal borough|city of|borough) of\b|^city of .* council$", BodyKind.COUNCIL),
    (r"\bcouncil\b$", BodyKind.COUNCIL),
    (r"^(the )?(department (for|of)|ministry of|home office|cabinet office|hm )", BodyKind.CENTRAL_DEPARTMENT),
    (r"\b(university|college|academy|school|academies|multi academy)\b", BodyKind.EDUCATION),
)
# what a council's name has besides its place; also "county" in front, as in County Durham
OFFICE = re.compile(
    r"\b(?:metropolitan borough|metropolitan district|london borough|royal borough|city and county|county borough"
    r"|borough|district|county|city|unitary)?\s*council\b|\b(?:london|royal) borough of\b|\bcity of\b|\bcouncil of\b"
)
JOINT_NAME = re.compile(
    r"\bconsortium\b|\bjoint venture\b|\bJV\b|\bin (?:partnership|consortium) with\b", re.IGNORECASE
)
# in sentences only what can mean nothing else: a "consortium" in a title is often the buyers' own
JOINT_WORDS = re.compile(
    r"\bconsortium (?:led by|of|comprising|consisting)\b|\bto (?:a|the) consortium\b"
    r"|\bjoint (?:bid|tender) (?:by|from|between)\b"
    r"|\bjoint venture (?:of|between|comprising)\b|\bgroup of (?:economic operators|suppliers) (?:led|comprising)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MappedBuyer:
    """A public buyer. `key` tells buyers apart within an ocid; scheme and identifier are "" where none is published."""

    key: str
    name: str
    scheme: str = ""
    identifier: str = ""
    kind: str = ""  # a BodyKind where the name leaves no doubt
    buyer_class: str = BuyerClass.NOT_KNOWN
    postcode: str = ""
    website: str = ""


@dataclass(frozen=True)
class MappedSupplier:
    """A supplier. `identifier` is scheme and number as published, "" where there is none."""

    name: str
    identifier: str = ""
    is_small: bool | None = None
    is_voluntary: bool | None = None
    is_lead: bool | None = None  # of several that won together; known only where our extension names the lead


def buyer_of(release: dict) -> MappedBuyer | None:
    """The buyer that the release names, or else its only party in the role of one; None where nobody is named."""
    named = as_dict(release.get("buyer"))
    parties = dicts(release.get("parties"))
    party = _party(parties, named) or next(
        (each for role in ("buyer", "procuringEntity") for each in parties if role in _roles(each)), {}
    )
    return _buyer(named, party)


def joint_buyers_of(release: dict) -> tuple[MappedBuyer, ...]:
    """Every other party in the role of a buyer, in the order of the notice."""
    main = buyer_of(release)
    others = (_buyer({}, party) for party in dicts(release.get("parties")) if "buyer" in _roles(party))
    known = {main.key, main.name.casefold()} if main else set()
    return tuple(
        {other.key: other for other in others if other and not {other.key, other.name.casefold()} & known}.values()
    )


def suppliers_of(award: dict, parties: list[dict]) -> tuple[MappedSupplier, ...]:
    """The suppliers of an award, each once."""
    found: dict[tuple, MappedSupplier] = {}
    lead = text(award.get("leadSupplier"))
    for named in dicts(award.get("suppliers")):
        party = _party(parties, named) or {}
        name = text(named.get("name"), LONGEST_NAME) or text(party.get("name"), LONGEST_NAME)
        scheme, number = _identifier(party, text(named.get("id")))
        identifier = text(f"{scheme}-{number}" if scheme and number else "", LONGEST_NAME)
        if name or identifier:
            supplier = _supplier(name or identifier, identifier, party)
            leads = text(named.get("id")) == lead if lead else None
            found.setdefault((name.casefold(), identifier), replace(supplier, is_lead=leads))
    return tuple(found.values())


def is_joint(suppliers: tuple[MappedSupplier, ...], *words: str) -> bool | None:
    """Whether suppliers won together: yes where names or `words` say so, no for a single one, otherwise unknown.

    Several suppliers of one award may as well be rivals on a framework, each with its own place.
    """
    if any(JOINT_NAME.search(supplier.name) for supplier in suppliers) or any(map(JOINT_WORDS.search, words)):
        return True
    return False if len(suppliers) == 1 else None


def kind_of(name: str) -> str:
    """The BodyKind that a name leaves no doubt about, or ""."""
    words = name.casefold()
    return next((kind for pattern, kind in KINDS if re.search(pattern, words)), "")


def area_of(name: str) -> frozenset[str]:
    """Codes of the districts of a council whose name is that of a district or county; empty where it is not."""
    if kind_of(name) != BodyKind.COUNCIL:
        return frozenset()
    place = re.sub(r"\s+", " ", OFFICE.sub(" ", plain_name(name))).strip()
    return place_of(place).authority_codes or place_of(f"county {place}").authority_codes


def plain_name(name: str) -> str:
    """A name for comparing: case, "the", "&", punctuation and spaces do not matter."""
    words = re.sub(r"[^\w\s]", " ", name.casefold().replace("&", " and ").replace("'", "").replace("’", ""))
    return re.sub(r"^the ", "", re.sub(r"\s+", " ", words).strip())


def _buyer(named: dict, party: dict) -> MappedBuyer | None:
    name = text(named.get("name"), LONGEST_NAME) or text(party.get("name"), LONGEST_NAME)
    scheme, number = _identifier(party, text(named.get("id")) or text(party.get("id")))
    if not name:
        name = text(dig(party, "identifier", "legalName"), LONGEST_NAME)
    if not name:
        return None
    return MappedBuyer(
        key=text(f"{scheme}-{number}" if scheme and number else f"name:{plain_name(name)}")[:300],
        name=name,
        scheme=scheme if number else "",
        identifier=number if scheme else "",
        kind=kind_of(name),
        buyer_class=_buyer_class(party),
        postcode=text(dig(party, "address", "postalCode"), 10),
        website=_website(dig(party, "details", "url")),
    )


def _supplier(name: str, identifier: str, party: dict) -> MappedSupplier:
    scale = text(dig(party, "details", "scale")).lower()
    return MappedSupplier(
        name=name,
        identifier=identifier,
        is_small={"large": False}.get(scale, True) if scale in ("sme", "micro", "small", "medium", "large") else None,
        is_voluntary=flag(dig(party, "details", "vcse")),
    )


def _party(parties: list[dict], named: dict) -> dict | None:
    """The party that a reference means: by id, else by name."""
    for field in ("id", "name"):
        wanted = text(named.get(field))
        if wanted:
            found = next((party for party in parties if text(party.get(field)) == wanted), None)
            if found:
                return found
    return None


def _identifier(party: dict, party_id: str) -> tuple[str, str]:
    scheme, number = text(dig(party, "identifier", "scheme"), 40), text(dig(party, "identifier", "id"), LONGEST_NAME)
    if scheme and number:
        return scheme, number
    parts = PARTY_ID.fullmatch(party_id)
    return (parts[1][:40], parts[2][:LONGEST_NAME]) if parts else ("", "")


def _roles(party: dict) -> list[str]:
    return [text(role) for role in as_list(party.get("roles"))]


def _buyer_class(party: dict) -> str:
    for each in dicts(dig(party, "details", "classifications")):
        if text(each.get("scheme")) == "UK_CA_TYPE" and text(each.get("id")) in CLASSES:
            return CLASSES[text(each.get("id"))]
    return BuyerClass.NOT_KNOWN


def _website(thing) -> str:
    words = text(thing)
    return words if re.match(r"https?://\S+$", words) and len(words) <= 200 else ""
