"""Requests for support, what is said about them, who helps and what is agreed."""

from .advisers import Adviser, AdviserConflict
from .messages import InternalNote, SupportFile, SupportMessage
from .packages import Assignment, Package, PackageLine, SupportBudget
from .requests import ClockPause, SupportRequest
from .service_levels import ClockWarning, ClosedDay, OfficeHours, ServiceLevel

__all__ = [
    "Adviser",
    "AdviserConflict",
    "Assignment",
    "ClockPause",
    "ClockWarning",
    "ClosedDay",
    "InternalNote",
    "OfficeHours",
    "Package",
    "PackageLine",
    "ServiceLevel",
    "SupportBudget",
    "SupportFile",
    "SupportMessage",
    "SupportRequest",
]
