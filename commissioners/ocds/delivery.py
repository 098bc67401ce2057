"""What is delivered and where: CPV codes to services, addresses to places."""

import re
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from partnerships_portal.reference.cpv import plain_codes, services_of_cpvs
from partnerships_portal.reference.places import Places, places_of
from partnerships_portal.reference.regions import REGIONS

from . import ours
from .shapes import as_dict, as_list, dicts, text

# what Contracts Finder writes for "any region"
EVERYWHERE_ELSE = {
    "british oversea territories", "british overseas territories", "channel islands", "europe", "isle of man",
    "rest of the world",
}  # fmt: skip
UNITED_KINGDOM = {"united kingdom", "uk", "gb", "great britain"}


@dataclass(frozen=True)
class Delivery:
    """Services (codes of service areas) and places of a lot or a whole notice."""

    services: tuple[str, ...] = ()
    places: Places = field(default_factory=Places)
    has_codes: bool = False  # CPV codes were given
    codes: tuple[str, ...] = ()  # those that can be read, without check digits
    unreadable_codes: tuple[str, ...] = ()
    has_addresses: bool = False  # something was said about where


@dataclass(frozen=True)
class Home:
    """The buyer's own address, which notices often give as the place of delivery.

    A council means its whole area by it, where that is known. A buyer for much more than a
    district means nothing by it where it names a wider place too: it is the head office.
    """

    postcode: str = ""
    area: frozenset[str] = frozenset()
    is_head_office: bool = False


def delivery_of(holders: list[dict], home: Home) -> Delivery:
    """The delivery that tenders, awards or items name together."""
    items = [item for holder in holders for item in (*dicts(holder.get("items")), holder)]
    of_all = [code for item in items if ours.is_of_all_lots(item) for code in _codes(item)]
    codes = list(dict.fromkeys(code for item in items if not ours.is_of_all_lots(item) for code in _codes(item)))
    cpv = services_of_cpvs(codes)
    named = [ours.services_in(item) for item in items]
    exact = [places for item in items if (places := ours.places_in(item))]
    addresses = [address for item in items for address in dicts(item.get("deliveryAddresses"))]
    addresses += [address for item in items for address in dicts(item.get("deliveryAddress"))]
    return Delivery(
        services=tuple(sorted(frozenset(cpv.services).union(*(services for services, _ in named)))),
        places=reduce(or_, exact) if exact else _places(addresses, home),
        has_codes=len(codes) > len(cpv.unreadable) or any(is_named for _, is_named in named),
        codes=plain_codes([*codes, *of_all]),
        unreadable_codes=cpv.unreadable,
        has_addresses=bool(exact) or any(_said(address) for address in addresses),
    )


def _codes(item: dict) -> list[str]:
    """CPV codes of an item, or of the tender itself. A classification without a scheme counts if it looks like CPV."""
    given = dicts(item.get("classification")) + dicts(item.get("additionalClassifications"))
    found = []
    for each in given:
        scheme, code = text(each.get("scheme")).upper(), text(each.get("id"))
        if code and (scheme.startswith("CPV") or (not scheme and re.fullmatch(r"\d{8}(-\d)?", code))):
            found.append(code)
    return found


def _places(addresses: list[dict], home: Home) -> Places:
    """The finest place wins over a wider one that holds it: a postcode over its region, a region over the country."""
    wide = _whole(places_of(dict.fromkeys(_wide(addresses))))
    fine = _fine(addresses, home, has_wide=wide.is_in_england or wide.outside_england)
    if not fine.is_in_england:
        return wide | Places(outside_england=fine.outside_england, unknown=fine.unknown)
    regions = frozenset(region for region in wide.region_codes if not _holds(region, fine.authority_codes))
    districts = wide.authority_codes if not wide.authority_codes & fine.authority_codes else frozenset()
    return Places(
        region_codes=regions,
        authority_codes=fine.authority_codes | districts,
        outside_england=fine.outside_england,
        unknown=wide.unknown + fine.unknown,
    )


def _fine(addresses: list[dict], home: Home, *, has_wide: bool) -> Places:
    postcodes = {text(address.get("postalCode")) for address in addresses} - {""}
    own = {code for code in postcodes if _compact(code) == _compact(home.postcode)}
    if own and (home.area or (home.is_head_office and has_wide)):
        return places_of(sorted(postcodes - own)) | Places(authority_codes=home.area)
    return places_of(sorted(postcodes))


def _whole(places: Places) -> Places:
    """All nine regions, or the country beside some of them, is the country."""
    if places.nationwide or len(places.region_codes) == len(REGIONS):
        return Places(nationwide=True, outside_england=places.outside_england, unknown=places.unknown)
    return places


def _wide(addresses: list[dict]) -> list[str]:
    """Regions as codes or names; the country only where no region is given beside it."""
    regions = [text(each) for address in addresses for each in as_list(address.get("region"))]
    regions = [region for region in regions if region]
    countries = [text(address.get("countryName")) or text(address.get("country")) for address in addresses]
    countries = [country for country in countries if country and country.lower() not in EVERYWHERE_ELSE]
    if regions:
        return regions
    return ["England" if country.lower() in UNITED_KINGDOM else country for country in countries]


def _said(address: dict) -> bool:
    return any(text(as_dict(address).get(field)) for field in ("region", "postalCode", "countryName", "country"))


def _holds(region: str, authority_codes: frozenset[str]) -> bool:
    return bool(Places(region_codes=frozenset({region})).districts() & authority_codes)


def _compact(postcode: str) -> str:
    return re.sub(r"\s", "", postcode).upper()
