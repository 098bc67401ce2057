"""What matching and partnering hold about people: a module for each noun."""

from . import bids, choosing, consortia, decisions, disclosure, key_steps, matching, offers, proposals, sharing

__all__ = [
    "bids",
    "choosing",
    "consortia",
    "decisions",
    "disclosure",
    "key_steps",
    "matching",
    "offers",
    "proposals",
    "sharing",
]
