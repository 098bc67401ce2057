"""Dates, money and text as OCDS writes them."""

import datetime as dt
from decimal import Decimal

from commissioners.ocds.scrubbing import masked


def said(fields: dict) -> dict:
    """The fields that say something: OCDS leaves out what is not known."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def words(text: str) -> str:
    """Free text without e-mail addresses and telephone numbers: open data never holds contact data."""
    return masked(text) if text else ""


def moment(at: dt.datetime | None) -> str | None:
    """A moment in UTC."""
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z") if at else None


def first_second(day: dt.date | None) -> str | None:
    """A day as its beginning, as notices write starts."""
    return f"{day.isoformat()}T00:00:00Z" if day else None


def last_second(day: dt.date | None) -> str | None:
    """A day as its end, as notices write ends."""
    return f"{day.isoformat()}T23:59:59Z" if day else None


def money(amount: Decimal | int | None, with_vat: Decimal | None = None) -> dict:
    """Pounds; {} where nothing is known. `amountGross`, with VAT, is what UK notices add."""
    fields = said({"amount": _number(amount), "amountGross": _number(with_vat)})
    return fields | {"currency": "GBP"} if fields else {}


def period(starts_on: dt.date | None, ends_on: dt.date | None, may_extend_to: dt.date | None = None) -> dict:
    """A contract's dates."""
    return said(
        {
            "startDate": first_second(starts_on),
            "endDate": last_second(ends_on),
            "maxExtentDate": last_second(may_extend_to),
        }
    )


def _number(amount: Decimal | int | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
