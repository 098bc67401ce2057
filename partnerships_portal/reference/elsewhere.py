"""Who helps organisations in the parts of the United Kingdom that the programme does not serve."""

from dataclasses import dataclass

from .postcodes import country_of_postcode


@dataclass(frozen=True)
class Pointer:
    """Where somebody is helped, and with what."""

    text: str
    url: str
    about: str


HELPERS = {
    "Wales": Pointer("Business Wales", "https://businesswales.gov.wales/", "Wales, with a service for social business"),
    "Scotland": Pointer(
        "Find Business Support", "https://findbusinesssupport.gov.scot/", "Scotland, with social enterprises"
    ),
    "Northern Ireland": Pointer("nibusinessinfo", "https://www.nibusinessinfo.co.uk/", "Northern Ireland"),
}


def helper_of_postcode(text: str) -> Pointer | None:
    """Who helps where a postcode outside England lies; None in England, on the islands, and for no postcode."""
    return HELPERS.get(country_of_postcode(text) or "")
