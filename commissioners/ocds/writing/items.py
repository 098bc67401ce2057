"""What is delivered and where, as items of a tender or an award."""

from commissioners.ocds.ours import ALL_LOTS, ENGLAND, OUTSIDE_ENGLAND, OUTSIDE_SERVICES, PLACES, SERVICES

from .published import Delivery
from .values import said

WHOLE_OF_ENGLAND = "England"


def item(number: str, delivery: Delivery, *, lot: str = "", outside: tuple[bool, bool] = (False, False)) -> dict:
    """One item. `outside` says whether it is outside public services, and outside England: where no code can say so."""
    outside_services, outside_england = outside
    return said(
        {
            "id": number,
            "relatedLot": lot,
            "additionalClassifications": _classifications(delivery, outside_services),
            "deliveryLocation": _location(delivery, outside_england),
            "deliveryAddresses": _addresses(delivery),
        }
    )


def whole(cpv_codes: list[str]) -> list[dict]:
    """One item for the CPV codes of the whole: which of its lots each is for, nobody says. None without codes."""
    codes = [{"scheme": "CPV", "id": code} for code in cpv_codes]
    return [{"id": ALL_LOTS, "additionalClassifications": codes}] if codes else []


def _classifications(delivery: Delivery, is_outside: bool) -> list[dict]:
    found = [{"scheme": SERVICES, "id": service.code, "description": service.name} for service in delivery.services]
    if is_outside and not found:
        found = [{"scheme": SERVICES, "id": OUTSIDE_SERVICES, "description": "Outside public services"}]
    return found


def _location(delivery: Delivery, is_outside: bool) -> dict:
    codes = [ENGLAND] if delivery.is_nationwide else []
    codes += [place.code for place in delivery.places]
    if is_outside and not codes:
        codes = [OUTSIDE_ENGLAND]
    if not codes:
        return {}
    return said({"description": "; ".join(_names(delivery)), "gazetteer": {"scheme": PLACES, "identifiers": codes}})


def _addresses(delivery: Delivery) -> list[dict]:
    """The same places by name, for whoever reads notices of Find a Tender."""
    return [{"region": name, "countryName": "United Kingdom"} for name in _names(delivery)]


def _names(delivery: Delivery) -> list[str]:
    return [WHOLE_OF_ENGLAND] * delivery.is_nationwide + [place.name for place in delivery.places]
