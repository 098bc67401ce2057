"""Requests for support, what is said about them, who helps and what is agreed."""

from .adviser_invitations import AdviserInvitation
from .advisers import Adviser, AdviserConflict
from .answers import GivenPointer, Pointer, ReplyTemplate
from .context import AgreedContext
from .delivery import LineOutcome, Milestone, PackageFile, PackageLessons, PackageSession, TimeEntry
from .evaluation import Evaluation, EvaluationLink
from .funding import FundingAnswer, FundingApplication, FundingCriterion, FundingRound, FundingScore
from .knowledge import KnowledgeAttachment, KnowledgeConsent, KnowledgePage
from .messages import InternalNote, SupportFile, SupportMessage
from .packages import Assignment, Package, PackageLine, SupportBudget
from .requests import ClockPause, SupportRequest, mine
from .saved_views import SavedView
from .service_levels import ClockWarning, ClosedDay, OfficeHours, ServiceLevel

__all__ = [
    "Adviser",
    "AdviserConflict",
    "AdviserInvitation",
    "AgreedContext",
    "Assignment",
    "ClockPause",
    "ClockWarning",
    "ClosedDay",
    "Evaluation",
    "EvaluationLink",
    "FundingAnswer",
    "FundingApplication",
    "FundingCriterion",
    "FundingRound",
    "FundingScore",
    "GivenPointer",
    "InternalNote",
    "KnowledgeAttachment",
    "KnowledgeConsent",
    "KnowledgePage",
    "LineOutcome",
    "Milestone",
    "OfficeHours",
    "Package",
    "PackageFile",
    "PackageLessons",
    "PackageLine",
    "PackageSession",
    "Pointer",
    "ReplyTemplate",
    "SavedView",
    "ServiceLevel",
    "SupportBudget",
    "SupportFile",
    "SupportMessage",
    "SupportRequest",
    "TimeEntry",
    "mine",
]
