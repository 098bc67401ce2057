"""What is known of an opportunity, for the rules. None, or the empty choice, is what is not known."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from commissioners.choices import BodyKind, BuyerClass, Regime, Route

ACT_IN_FORCE = dt.date(2025, 2, 24)
SELECTION_REGIME_IN_FORCE = dt.date(2024, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An opportunity as the law sees it. Money in pounds; services as CPV codes, with or without their check digit.

    `began_on` is the day on which the procurement began (its tender or transparency notice, or the old contract
    notice, went for publication), or the day on which it is planned to begin. The dates of the contract are its first
    day, its last day, and its last day after every extension.
    """

    regime: Regime = Regime.NOT_KNOWN
    route: Route = Route.NOT_STATED
    began_on: dt.date | None = None
    buyer_kind: BodyKind | None = None
    buyer_class: BuyerClass = BuyerClass.NOT_KNOWN
    is_in_england: bool | None = None
    is_school: bool | None = None
    is_best_value_authority: bool | None = None
    services: frozenset[str] | None = None
    is_light_touch: bool | None = None
    value_with_vat: Decimal | None = None
    value_without_vat: Decimal | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    may_be_extended: bool | None = None
    may_extend_to: dt.date | None = None
    is_health_care: bool | None = None
    is_mixed: bool | None = None
    main_subject_is_health_care: bool | None = None
    could_be_separate: bool | None = None
    suitable_framework: bool | None = None
    suitable_dynamic_market: bool | None = None


@dataclass(frozen=True)
class ListedServices:
    """A list of CPV codes that staff entered from the law: where it is from, since when, and when it was checked."""

    codes: frozenset[str]
    source_link: str
    valid_from: dt.date
    checked_on: dt.date
    valid_to: dt.date | None = None

    def holds_on(self, on: dt.date) -> bool:
        """Whether the list is the one in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def plain_code(code: str) -> str:
    """The eight digits of a CPV code, without its check digit: "85323000-9" is "85323000"."""
    return code.strip().split("-")[0]


def listing(code: str, listed: frozenset[str]) -> bool | None:
    """Whether a CPV code is in a list of the law; None for one that is wider or narrower than a code of the list.

    The tree of codes: digits first, zeros to fill ("85300000" is wider than "85312000").
    """
    code, codes = plain_code(code), {plain_code(one) for one in listed}
    if code in codes:
        return True
    stem = code.rstrip("0")
    related = any(other.startswith(stem) or code.startswith(other.rstrip("0")) for other in codes)
    return None if related else False
