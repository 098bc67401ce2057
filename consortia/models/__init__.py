"""Consortia, bids, and what matching found."""

from .bids import Bid, BidParticipant
from .calendars import ConsortiumCalendar
from .choosing import ModelAnswer, ModelPaper
from .consortia import Consortium, ConsortiumMember
from .control import MutedReason, NotSuggested, Rival, SetAside
from .costs import Benefit, CostChange, CostLine, CostShare
from .decisions import Decision, Voice
from .disclosure import AgreementAcceptance, ConfidentialityAgreement, SectionRelease
from .fairness import Exposure, FairnessMeasure, Impression
from .health import HealthAnswers, HealthRound
from .key_steps import KeyStep, RedLineNote
from .matches import Interval, PartnerMatch, Scope, TenderMatch, WeightSet
from .messages import ConsortiumMessage, MessagesRead
from .offers import OfferAnswer, OfferMessage, PartnerOffer
from .overlaps import Overlap
from .property import Contribution
from .proposal_notes import ProposalNote
from .proposals import Buyer, Invitation, Motivator, Proposal
from .reflections import Reflection
from .risks import Risk
from .runs import MatchBlock, MatchReplay, MatchRun, MatchWorld
from .shared_actions import SharedAction
from .shared_documents import SharedDocument, SharedVersion
from .splitting import SplitLook
from .standing import ConsortiumMatch
from .steering import SteeringMeeting, SteeringPerson
from .teams import TeamSearch

__all__ = [
    "AgreementAcceptance",
    "Benefit",
    "Bid",
    "BidParticipant",
    "Buyer",
    "ConfidentialityAgreement",
    "Consortium",
    "ConsortiumCalendar",
    "ConsortiumMatch",
    "ConsortiumMember",
    "ConsortiumMessage",
    "Contribution",
    "CostChange",
    "CostLine",
    "CostShare",
    "Decision",
    "Exposure",
    "FairnessMeasure",
    "HealthAnswers",
    "HealthRound",
    "Impression",
    "Interval",
    "Invitation",
    "KeyStep",
    "MatchBlock",
    "MatchReplay",
    "MatchRun",
    "MatchWorld",
    "MessagesRead",
    "ModelAnswer",
    "ModelPaper",
    "Motivator",
    "MutedReason",
    "NotSuggested",
    "OfferAnswer",
    "OfferMessage",
    "Overlap",
    "PartnerMatch",
    "PartnerOffer",
    "Proposal",
    "ProposalNote",
    "RedLineNote",
    "Reflection",
    "Risk",
    "Rival",
    "Scope",
    "SectionRelease",
    "SetAside",
    "SharedAction",
    "SharedDocument",
    "SharedVersion",
    "SplitLook",
    "SteeringMeeting",
    "SteeringPerson",
    "TeamSearch",
    "TenderMatch",
    "Voice",
    "WeightSet",
]
