"""Commissioning bodies, their opportunities with lots, the talk with the market, awards and what follows."""

from .awards import Award, AwardSupplier, Notice
from .bodies import BodyIdentifier, BodyMembership, CommissioningBody
from .calendars import CalendarAddress
from .claims import FeedState, NoticeLink, OpportunityClaim
from .delivery import Feedback, JointReview, ReviewPart, ReviewStep
from .engaging import EngagementEvent, EventSignUp, Interest
from .joining import BodyInvitation, BodyRequest, JointBuyerRequest
from .joint_interests import JointInterest
from .legal import FormingTime, QualifyingAnswers, ReservedContract, RouteQuestions, ServiceList
from .opportunities import Lot, Opportunity
from .talking import Following, OpportunityDocument, Question

__all__ = [
    "Award",
    "AwardSupplier",
    "BodyIdentifier",
    "BodyInvitation",
    "BodyMembership",
    "BodyRequest",
    "CalendarAddress",
    "CommissioningBody",
    "EngagementEvent",
    "EventSignUp",
    "FeedState",
    "Feedback",
    "Following",
    "FormingTime",
    "Interest",
    "JointBuyerRequest",
    "JointInterest",
    "JointReview",
    "Lot",
    "Notice",
    "NoticeLink",
    "Opportunity",
    "OpportunityClaim",
    "OpportunityDocument",
    "QualifyingAnswers",
    "Question",
    "ReservedContract",
    "ReviewPart",
    "ReviewStep",
    "RouteQuestions",
    "ServiceList",
]
