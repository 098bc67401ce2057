"""Commissioning bodies, their opportunities with lots, awards, and the notices behind them."""

from .awards import Award, AwardSupplier, Notice
from .bodies import BodyIdentifier, BodyMembership, CommissioningBody
from .calendars import CalendarAddress
from .opportunities import Lot, Opportunity

__all__ = [
    "Award",
    "AwardSupplier",
    "BodyIdentifier",
    "BodyMembership",
    "CalendarAddress",
    "CommissioningBody",
    "Lot",
    "Notice",
    "Opportunity",
]
