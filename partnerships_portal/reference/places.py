"""From the place names and codes of a notice to districts of England."""

import re
from functools import cache
from typing import NamedTuple

from .cache import load_places
from .itl import AREAS, NAMED_AREAS
from .postcodes import country_of_postcode, find_postcode
from .regions import REGIONS, split_names

NATIONWIDE = frozenset({"uk", "gb", "tl", "england", "united kingdom", "great britain"})
OUTSIDE_NAMES = frozenset(
    {
        "british islands",
        "british oversea territories",  # Contracts Finder writes it so
        "british overseas territories",
        "channel islands",
        "europe",
        "ireland",
        "isle of man",
        "northern ireland",
        "rest of the world",
        "scotland",
        "wales",
    }
)
REGION_BY_LETTER = {region.letter: region.code for region in REGIONS}
OUTSIDE_LETTERS = frozenset("LMNZ")  # Wales, Scotland, Northern Ireland, beyond any region
NUTS_OR_ITL = re.compile(r"(?:UK|TL)([A-Z])([0-9A-Z]{0,2})", flags=re.ASCII)


class Places(NamedTuple):
    """Where a service is to be delivered; empty when nothing was said or understood.

    A district is named by its code in `authority_codes`, or lies in a region of
    `region_codes`, or all of them are meant (`nationwide`). The finest wording is kept:
    a region stays a region, so that new districts in it count too.
    """

    nationwide: bool = False  # all of England
    region_codes: frozenset[str] = frozenset()
    authority_codes: frozenset[str] = frozenset()
    outside_england: bool = False  # a place outside England is named (too)
    unknown: tuple[str, ...] = ()  # as written, in order

    def __or__(self, other):
        return Places(
            self.nationwide or other.nationwide,
            self.region_codes | other.region_codes,
            self.authority_codes | other.authority_codes,
            self.outside_england or other.outside_england,
            tuple(dict.fromkeys(self.unknown + other.unknown)),
        )

    @property
    def is_in_england(self):
        return self.nationwide or bool(self.region_codes or self.authority_codes)

    def districts(self):
        """Codes of all districts that are meant, as a frozenset."""
        if self.nationwide:
            return frozenset(_region_of_district())
        of_regions = (c for c, region in _region_of_district().items() if region in self.region_codes)
        return self.authority_codes.union(of_regions)


def places_of(texts):
    """Places for everything a notice says about where: codes, names and postcodes mixed."""
    result = Places()
    for text in texts:
        result = result | place_of(text)
    return result


def place_of(text):
    """Places for one NUTS or ITL code, region name, council area name or postcode.

    Codes of any depth and both kinds ("UK", "UKD3", "TLC14"): the districts where the table
    knows the area, otherwise the region that the first three letters name. What is not
    understood comes back in `unknown`; empty text gives empty Places.
    """
    text = " ".join(str(text or "").split())
    if not text:
        return Places()
    code = NUTS_OR_ITL.fullmatch(text.upper())
    if code:
        return _of_code(text, *code.groups())
    return _of_name(text) or _of_postcode(text) or Places(unknown=(text,))


def _of_code(text, letter, rest):
    if letter in OUTSIDE_LETTERS:
        return Places(outside_england=True)
    if letter not in REGION_BY_LETTER:
        return Places(unknown=(text,))
    for end in range(len(rest), 0, -1):
        districts = _areas().get(letter + rest[:end])
        if districts:
            return Places(authority_codes=districts)
    return Places(region_codes=frozenset({REGION_BY_LETTER[letter]}))


def _of_name(text):
    name = _plain(text)
    if name in NATIONWIDE:
        return Places(nationwide=True)
    if name in OUTSIDE_NAMES:
        return Places(outside_england=True)
    if name in _regions_by_name():
        return Places(region_codes=frozenset({_regions_by_name()[name]}))
    if name in _districts_by_name():
        return Places(authority_codes=_districts_by_name()[name])
    if name in NAMED_AREAS:
        areas = (_areas()[code] for code in NAMED_AREAS[name].split())
        return Places(authority_codes=frozenset().union(*areas))
    return None


def _of_postcode(text):
    postcode = find_postcode(text)
    if postcode:
        return Places(authority_codes=frozenset({postcode.authority_code}))
    if country_of_postcode(text):
        return Places(outside_england=True)
    return None


def _plain(name):
    """Lower case, "and" for "&", no punctuation: as names are compared."""
    name = name.lower().replace("&", " and ")
    return " ".join(re.sub(r"[^a-z' -]", " ", name).split())


@cache
def _regions_by_name():
    names = {_plain(region.name): region.code for region in REGIONS}
    names |= {"east": names["east of england"], "greater london": names["london"]}
    names |= {f"{name} england": code for name, code in names.items() if "england" not in name}
    return names


@cache
def _districts_by_name():
    """District codes by plain name of a district or county, and of both where they differ."""
    districts, _ = load_places()
    names: dict[str, set[str]] = {}
    for district in districts:
        for name in {district.name, district.upper_tier_name}:
            for form in {name, re.sub(r"^(.*), (City|County) of$", r"\1", name)}:
                names.setdefault(_plain(form), set()).add(district.code)
    return {name: frozenset(codes) for name, codes in names.items()}


@cache
def _areas():
    """Districts by NUTS and ITL code without its first two letters, levels 2 and 3."""
    by_name = _districts_by_name()
    areas: dict[str, frozenset[str]] = {}
    for line in AREAS.strip().splitlines():
        code, names = line.split(" ", maxsplit=1)
        codes = frozenset().union(*(by_name[_plain(name)] for name in split_names(names)))
        areas[code] = areas.get(code, frozenset()) | codes
        areas[code[:2]] = areas.get(code[:2], frozenset()) | codes
    return areas


@cache
def _region_of_district():
    return {district.code: district.region_code for district in load_places()[0]}
