"""What people are told about matches, proposals and consortia: a module for each noun."""

from . import bids, consortia, decisions, disclosure, key_steps, matching, offers, proposals, sharing

__all__ = ["bids", "consortia", "decisions", "disclosure", "key_steps", "matching", "offers", "proposals", "sharing"]
