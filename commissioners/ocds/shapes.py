"""Taking what is expected out of JSON that may hold anything: a wrong shape counts as absent, never as an error."""

import math
import re
from decimal import Decimal, InvalidOperation

NOT_KNOWN_BELOW = Decimal("1")  # notices carry 0, 0.01 or 1 where the value is not known
NOT_BELIEVED_FROM = Decimal("1e12")  # more than the whole public spending of a year


def as_dict(thing) -> dict:
    """The object, or an empty one."""
    return thing if isinstance(thing, dict) else {}


def as_list(thing) -> list:
    """The list; a single thing where a list belongs is a list of one; nothing is an empty one."""
    if isinstance(thing, list):
        return thing
    return [] if thing is None or thing == "" else [thing]


def dicts(thing) -> list[dict]:
    """The objects in a list that should hold nothing else."""
    return [each for each in as_list(thing) if isinstance(each, dict)]


def dig(thing, *path):
    """What lies at `path` of nested objects, or None."""
    for key in path:
        thing = as_dict(thing).get(key)
    return thing


def text(thing, longest: int | None = None) -> str:
    """Text on one line without spaces around it, cut to `longest` characters; numbers become text."""
    return _cut(" ".join(_words(thing).split()), longest)


def long_text(thing, longest: int | None = None) -> str:
    """Text with its line breaks. Contracts Finder writes each break as the letters "rn": those become breaks again."""
    words = re.sub(r"(?:rn){2,}", "\n\n", _words(thing))
    words = re.sub(r"(?<=[.:;,)?!])rn(?=[A-Z0-9•\-\s(]|$)", "\n", words)
    return _cut(re.sub(r"[ \t]+", " ", words.replace("\r\n", "\n")), longest)


def _words(thing) -> str:
    if isinstance(thing, bool) or not isinstance(thing, str | int | float):
        return ""
    return str(thing).strip()


def _cut(words: str, longest: int | None) -> str:
    words = words.strip()
    if longest is None or len(words) <= longest:
        return words
    return words[: longest - 1].rstrip() + "…"


def flag(thing) -> bool | None:
    """True, False, or None where the notice does not say."""
    if isinstance(thing, bool):
        return thing
    return {"true": True, "yes": True, "false": False, "no": False}.get(_words(thing).lower())


def count(thing) -> int | None:
    """A whole number that is not negative, also when written as text; otherwise None."""
    number = _decimal(thing)
    if number is None or number < 0 or number != number.to_integral_value() or number > 1_000_000:
        return None
    return int(number)


def percentage(thing) -> Decimal | None:
    """A number from 0 to 100 with at most two decimal places; otherwise None."""
    number = _decimal(thing)
    if number is None or not 0 <= number <= 100 or number != number.quantize(Decimal("0.01")):
        return None
    return number.quantize(Decimal("0.01"))


def pounds(value, field: str = "amount") -> Decimal | None:
    """The amount of an OCDS value in pounds and pence; None where it is absent, nominal, foreign or beyond belief."""
    value = as_dict(value)
    if text(value.get("currency")).upper() not in ("", "GBP"):
        return None
    number = _decimal(value.get(field))
    if number is None or not NOT_KNOWN_BELOW < number < NOT_BELIEVED_FROM:
        return None
    return number.quantize(Decimal("0.01"))


def total(amounts: list[Decimal | None]) -> Decimal | None:
    """The sum of amounts; None where one is not known, where there are none, or where the sum is beyond belief."""
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts):
        return None
    added = sum(known, Decimal(0))
    return added if added < NOT_BELIEVED_FROM else None


def _decimal(thing) -> Decimal | None:
    if isinstance(thing, float) and not math.isfinite(thing):
        return None
    try:
        number = Decimal(re.sub(r"[£,\s]", "", _words(thing)))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
