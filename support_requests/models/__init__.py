"""Requests for support, what is said about them, who helps and what is agreed."""

from .advisers import Adviser, AdviserConflict
from .messages import InternalNote, SupportFile, SupportMessage
from .packages import Assignment, Package, PackageLine, SupportBudget
from .requests import ClockPause, SupportRequest

__all__ = [
    "Adviser",
    "AdviserConflict",
    "Assignment",
    "ClockPause",
    "InternalNote",
    "Package",
    "PackageLine",
    "SupportBudget",
    "SupportFile",
    "SupportMessage",
    "SupportRequest",
]
