"""Consortia, bids, and what matching found."""

from .bids import Bid, BidParticipant
from .choosing import ModelAnswer, ModelPaper
from .consortia import Consortium, ConsortiumMember
from .control import MutedReason, NotSuggested, Rival, SetAside
from .decisions import Decision, Voice
from .fairness import Exposure, FairnessMeasure, Impression
from .matches import Interval, PartnerMatch, Scope, TenderMatch, WeightSet
from .offers import OfferAnswer, OfferMessage, PartnerOffer
from .overlaps import Overlap
from .proposals import Buyer, Invitation, Motivator, Proposal
from .reflections import Reflection
from .runs import MatchBlock, MatchReplay, MatchRun, MatchWorld
from .splitting import SplitLook
from .standing import ConsortiumMatch
from .teams import TeamSearch

__all__ = [
    "Bid",
    "BidParticipant",
    "Buyer",
    "Consortium",
    "ConsortiumMatch",
    "ConsortiumMember",
    "Decision",
    "Exposure",
    "FairnessMeasure",
    "Impression",
    "Interval",
    "Invitation",
    "MatchBlock",
    "MatchReplay",
    "MatchRun",
    "MatchWorld",
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
    "Reflection",
    "Rival",
    "Scope",
    "SetAside",
    "SplitLook",
    "TeamSearch",
    "TenderMatch",
    "Voice",
    "WeightSet",
]
