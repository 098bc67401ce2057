"""What people are told about matches, proposals and consortia: a module for each noun."""

from . import bids, consortia, decisions, key_steps, matching, offers, proposals

__all__ = ["bids", "consortia", "decisions", "key_steps", "matching", "offers", "proposals"]
