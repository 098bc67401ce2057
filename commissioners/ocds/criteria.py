"""The weight of social value among award criteria, as UK notices write criteria with their weights."""

from decimal import Decimal

from .shapes import as_dict, dicts, dig, percentage, text

NAME = "Social value"
EXACT = "percentageExact"


def social_value_criterion(weight: Decimal | None) -> dict:
    """The award criteria of a lot that say this weight, in per cent; {} where it is not known."""
    if weight is None:
        return {}
    number = int(weight) if weight == int(weight) else float(weight)
    return {"criteria": [{"type": "quality", "name": NAME, "numbers": [{"number": number, "weight": EXACT}]}]}


def social_value_weight(tender: dict) -> Decimal | None:
    """The weight of social value in per cent where every lot with criteria gives the same exact one; otherwise None."""
    holders = [each for each in (tender, *dicts(tender.get("lots"))) if dicts(dig(each, "awardCriteria", "criteria"))]
    weights = {_weight(holder) for holder in holders}
    return weights.pop() if len(weights) == 1 else None


def _weight(holder: dict) -> Decimal | None:
    """Of one lot, or of the tender; one criterion alone must speak of social value, or it is not clear."""
    criteria = dicts(dig(holder, "awardCriteria", "criteria"))
    named = [each for each in criteria if NAME.casefold() in text(each.get("name")).casefold()]
    numbers = dicts(as_dict(named[0]).get("numbers")) if len(named) == 1 else []
    exact = [each for each in numbers if text(each.get("weight")) == EXACT]
    return percentage(exact[0].get("number")) if len(exact) == 1 else None
