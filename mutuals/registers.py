"""Where the public registers of companies and charities can be searched."""

from urllib.parse import quote

COMPANIES = "https://find-and-update.company-information.service.gov.uk/company/"
CHARITIES = "https://register-of-charities.charitycommission.gov.uk/charity-search"
CHARITIES_OF_SCOTLAND = "https://www.oscr.org.uk/about-charities/search-the-register/"
CHARITIES_OF_NORTHERN_IRELAND = "https://www.charitycommissionni.org.uk/charity-search/"


def company_page(number: str) -> str:
    """The page of a company in the register of Companies House."""
    return COMPANIES + quote(number, safe="")


def charity_search(number: str) -> str:
    """The search page of the register that a charity number belongs to."""
    if number.startswith("SC"):
        return CHARITIES_OF_SCOTLAND
    return CHARITIES_OF_NORTHERN_IRELAND if number.startswith("NIC") else CHARITIES
