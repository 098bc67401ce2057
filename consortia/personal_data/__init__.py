"""What matching and partnering hold about people: a module for each noun."""

from . import bids, choosing, decisions, key_steps, matching, offers, proposals

__all__ = ["bids", "choosing", "decisions", "key_steps", "matching", "offers", "proposals"]
