"""Sharing an amount of money so that the shares add up to it, to the penny. Pure.

Amounts are Decimals of pounds with at most two decimal places. Whoever shares is a key that can be put in order, such
as the number of an organisation: who is named first in a mapping never matters.
"""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

PENNY = Decimal("0.01")
LARGEST = Decimal("999999999.99")
HUNDRED = Decimal(100)

Shares = dict[Hashable, Decimal]


class DoesNotAddUp(ValueError):
    """What was said of the shares cannot be: the message says what to change."""


def pounds(amount: Decimal) -> str:
    """An amount in words: £1,234.50, -£3.00."""
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.2f}"


def plain(number: Decimal) -> str:
    """A number without the zeros that say nothing: 33.30 is 33.3, 100.00 is 100."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def checked(amount: Decimal) -> Decimal:
    """The amount to the penny. Raises DoesNotAddUp where it is none that can be shared."""
    if not amount.is_finite() or amount <= 0:
        raise DoesNotAddUp("Enter a cost that is more than £0")
    if amount > LARGEST:
        raise DoesNotAddUp("Enter a cost that is less than £1 billion")
    if amount != amount.quantize(PENNY):
        raise DoesNotAddUp("Enter the cost in pounds and pence, with at most two digits for pence")
    return amount.quantize(PENNY)


def equally(amount: Decimal, sharers: Iterable) -> Shares:
    """The same for each; pennies that are left over go to the first in order, one each."""
    return by_weights(amount, dict.fromkeys(sharers, Decimal(1)))


def by_percentages(amount: Decimal, percentages: Mapping) -> Shares:
    """Each its percentage. They have to add up to 100."""
    total = _all_in_range(percentages, most=HUNDRED, what="percentage", ends="0 to 100")
    if total != HUNDRED:
        missing = HUNDRED - total
        change = f"add {plain(missing)} more" if missing > 0 else f"take {plain(-missing)} off"
        raise DoesNotAddUp(f"The percentages add up to {plain(total)}: {change}, so that they make 100")
    return by_weights(amount, percentages)


def by_amounts(amount: Decimal, amounts: Mapping) -> Shares:
    """Each a fixed amount. They have to add up to the cost."""
    amount = checked(amount)
    total = _all_in_range(amounts, most=LARGEST, what="amount", ends=f"£0 to {pounds(LARGEST)}")
    if total != amount:
        missing = amount - total
        change = f"share {pounds(missing)} more" if missing > 0 else f"take {pounds(-missing)} off"
        raise DoesNotAddUp(f"The amounts add up to {pounds(total)}, the cost is {pounds(amount)}: {change}")
    return {who: amounts[who].quantize(PENNY) for who in sorted(amounts)}


def by_weights(amount: Decimal, weights: Mapping) -> Shares:
    """Each in proportion to its weight, by largest remainder: the shares add up, and none is off by a penny or more.

    Among equal remainders the first in order gets the penny.
    """
    pence = int(checked(amount) * 100)
    total = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if total <= 0:
        raise DoesNotAddUp("Say who bears the cost: choose at least one member")
    exact = {who: pence * Fraction(weights[who]) / total for who in sorted(weights)}
    given = {who: int(share) for who, share in exact.items()}
    by_remainder = sorted(given, key=lambda who: given[who] - exact[who])  # sorted keeps the order among equals
    for who in by_remainder[: pence - sum(given.values())]:
        given[who] += 1
    return {who: Decimal(each) * PENNY for who, each in given.items()}


def _all_in_range(values: Mapping, *, most: Decimal, what: str, ends: str) -> Decimal:
    """The sum of what each was said to bear, once every one of them can be."""
    if not values:
        raise DoesNotAddUp("Say who bears the cost: choose at least one member")
    for value in values.values():
        if not value.is_finite() or not 0 <= value <= most:
            raise DoesNotAddUp(f"Enter every {what} from {ends}")
        if value != value.quantize(PENNY):
            raise DoesNotAddUp(f"Enter every {what} with at most two decimal places")
    return sum(values.values(), Decimal(0))
