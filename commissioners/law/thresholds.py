"""The values from which a contract is a public contract, by day, class of buyer and kind of services.

Procurement Act 2023, Schedule 1: https://www.legislation.gov.uk/ukpga/2023/54/schedule/1. Pounds, VAT included. The
amounts of 24 February 2025 are those of SI 2025/163, those of 1 January 2026 those of SI 2025/1200, which leaves
procurements that began earlier alone: so the day that counts is the day on which the procurement began.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from commissioners.choices import BuyerClass
from commissioners.law import sources
from commissioners.law.answers import Answer, Verdict, answer, not_known
from commissioners.law.facts import ACT_IN_FORCE
from commissioners.law.sources import Source
from commissioners.law.terms import spoken

CLASSES = (BuyerClass.CENTRAL, BuyerClass.SUB_CENTRAL)
VAT_RATES = (Decimal("1.00"), Decimal("1.20"))  # exempt or zero-rated, and the standard rate: the two ends
PLACEHOLDER = Decimal(1)  # notices put 0, 0.01 or 1 pound where they mean that no value is stated


@dataclass(frozen=True)
class Threshold:
    """One row: the amount in pounds with VAT, for a class of buyer (None: any) on the days from, and to, inclusive."""

    is_light_touch: bool
    buyer_class: BuyerClass | None
    amount: Decimal
    valid_from: dt.date
    valid_to: dt.date | None
    source: Source

    def holds(self, buyer_class: BuyerClass, is_light_touch: bool, on: dt.date) -> bool:
        """Whether the row is the one for that buyer, kind and day."""
        return (
            self.is_light_touch == is_light_touch
            and self.buyer_class in (None, buyer_class)
            and self.valid_from <= on
            and (self.valid_to is None or on <= self.valid_to)
        )


END_OF_2025, START_OF_2026 = dt.date(2025, 12, 31), dt.date(2026, 1, 1)
# Amounts of the world trade agreement are set for two years: none is known for 2028 before it is made.
END_OF_2027 = dt.date(2027, 12, 31)
OLD, NEW = sources.THRESHOLDS_2025, sources.THRESHOLDS_2026
THRESHOLDS = (
    Threshold(True, None, Decimal(663_540), ACT_IN_FORCE, END_OF_2025, OLD),
    Threshold(True, None, Decimal(663_540), START_OF_2026, None, NEW),
    Threshold(False, BuyerClass.CENTRAL, Decimal(139_688), ACT_IN_FORCE, END_OF_2025, OLD),
    Threshold(False, BuyerClass.CENTRAL, Decimal(135_018), START_OF_2026, END_OF_2027, NEW),
    Threshold(False, BuyerClass.SUB_CENTRAL, Decimal(214_904), ACT_IN_FORCE, END_OF_2025, OLD),
    Threshold(False, BuyerClass.SUB_CENTRAL, Decimal(207_720), START_OF_2026, END_OF_2027, NEW),
)


def threshold(buyer_class: BuyerClass, is_light_touch: bool, on: dt.date) -> Threshold | None:
    """The row for that buyer, kind and day, or None where the table has none (before the Act, or not yet made).

    Source: Procurement Act 2023, Schedule 1.
    """
    return next((row for row in THRESHOLDS if row.holds(buyer_class, is_light_touch, on)), None)


def is_above_threshold(
    value_with_vat: Decimal | None,
    buyer_class: BuyerClass,
    is_light_touch: bool | None,
    on: dt.date | None,
    *,
    value_without_vat: Decimal | None = None,
) -> Answer:
    """Whether a contract for goods or services of that value is a public contract: at the amount exactly, it is.

    Pounds; `on` is the day on which the procurement began or is to begin. What is not known is tried both ways (class
    of buyer, light touch or not, VAT at 0 and at 20 per cent where only the value without VAT is known): the answer is
    known only where every way agrees. Raises ValueError for a negative value.
    Source: Procurement Act 2023, sections 3 and 4 and Schedule 1, https://www.legislation.gov.uk/ukpga/2023/54.
    """
    values = possible_values(value_with_vat, value_without_vat)
    if on is None:
        return not_known(NEW, "The day on which the procurement began is not known, and the amounts change with time.")
    if on < ACT_IN_FORCE:
        return not_known(OLD, "It began before 24 February 2025: earlier regulations with other amounts hold.")
    rows = _rows(buyer_class, is_light_touch, on)
    if not rows:
        return not_known(NEW, f"No amount is known yet for procurements that begin on {spoken(on)}.")
    if not values:
        return not_known(rows[0].source, "The value is not stated.", _amounts(rows))
    return _compare(values, rows, _missing(value_with_vat, buyer_class, is_light_touch, rows))


def _rows(buyer_class: BuyerClass, is_light_touch: bool | None, on: dt.date) -> list[Threshold]:
    """The rows of everything that it may be; none where the table lacks one of them."""
    kinds = (True, False) if is_light_touch is None else (is_light_touch,)
    classes = CLASSES if buyer_class == BuyerClass.NOT_KNOWN else (buyer_class,)
    rows = [threshold(one, kind, on) for kind, one in product(kinds, classes)]
    return list(dict.fromkeys(row for row in rows if row is not None)) if None not in rows else []


def possible_values(with_vat: Decimal | None, without_vat: Decimal | None) -> tuple[Decimal, ...]:
    """What the value with VAT may be: one, two (VAT at 0 and at 20 per cent), or none where it is not stated.

    0, 0.01 and 1 pound stand for "not stated" in notices. Raises ValueError for a negative value.
    Source: Procurement Act 2023, section 4, https://www.legislation.gov.uk/ukpga/2023/54/section/4.
    """
    for value in (with_vat, without_vat):
        if value is not None and value < 0:
            raise ValueError("A contract cannot have a negative value")
    if with_vat is not None and with_vat > PLACEHOLDER:
        return (with_vat,)
    if without_vat is not None and without_vat > PLACEHOLDER:
        return tuple(without_vat * rate for rate in VAT_RATES)
    return ()


def _compare(values: tuple[Decimal, ...], rows: list[Threshold], missing: tuple[str, ...]) -> Answer:
    found = {value >= row.amount for value, row in product(values, rows)}
    source = rows[0].source
    if len(found) == 2:
        return not_known(source, *missing, _amounts(rows))
    above = found.pop()
    reached = "at or above" if above else "below"
    lines = [f"The value with VAT ({_span(values)}) is {reached} the threshold.", _amounts(rows)]
    if missing:
        lines.append(" ".join([*missing, "The answer is the same either way."]))
    return answer(Verdict.YES if above else Verdict.NO, source, *lines)


def _missing(with_vat, buyer_class, is_light_touch, rows) -> tuple[str, ...]:
    lines = []
    if is_light_touch is None:
        lines.append("It is not known whether these are light touch services.")
    if buyer_class == BuyerClass.NOT_KNOWN and any(row.buyer_class for row in rows):
        lines.append("It is not known whether the buyer is a central government authority.")
    if with_vat is None or with_vat <= PLACEHOLDER:
        lines.append("Only the value without VAT is known.")
    return tuple(lines)


def _amounts(rows: list[Threshold]) -> str:
    names = {True: "light touch services", False: "goods and other services"}
    listed = "; ".join(
        f"£{row.amount:,.0f} for {names[row.is_light_touch]}"
        + (f" ({row.buyer_class.label.lower()})" if row.buyer_class else "")
        for row in rows
    )
    return f"Thresholds, with VAT: {listed}."


def _span(values: tuple[Decimal, ...]) -> str:
    return " to ".join(f"£{value:,.2f}".removesuffix(".00") for value in dict.fromkeys(values))
