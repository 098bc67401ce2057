"""Whether words say what somebody would charge. Nothing is refused: the person is asked to think again. Pure."""

import re

AMOUNT = r"(?:£\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:k|m|pounds?|pence|p|million|thousand|per cent|percent|%))"
ABOUT = (
    r"\b(?:price[sd]?|pricing|rates?|tariffs?|fees?|charges?|charged|margins?|mark-?ups?|discounts?|quotes?|quoted|"
    r"our bid|bids? (?:is|at|of)|tender(?:ed)? (?:at|for)|per (?:hour|day|head|person|session|visit|week|month)|"
    r"an hour|a day|hourly|daily|undercut)\b"
)
NEAR = 60  # characters between an amount and a word that makes it a price
PRICE = re.compile(rf"(?:{AMOUNT}).{{0,{NEAR}}}?{ABOUT}|{ABOUT}.{{0,{NEAR}}}?(?:{AMOUNT})", re.IGNORECASE | re.DOTALL)


def says_a_price(text: str) -> str:
    """The words that look like a price, or ""."""
    found = PRICE.search(text)
    return " ".join(found.group().split()) if found else ""
