"""Consortia, bids, and what matching found."""

from .bids import Bid, BidParticipant
from .consortia import Consortium, ConsortiumMember
from .matches import Interval, MatchRun, PartnerMatch, Scope, TenderMatch, WeightSet
from .splitting import SplitLook

__all__ = [
    "Bid",
    "BidParticipant",
    "Consortium",
    "ConsortiumMember",
    "Interval",
    "MatchRun",
    "PartnerMatch",
    "Scope",
    "SplitLook",
    "TenderMatch",
    "WeightSet",
]
