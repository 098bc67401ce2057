"""How long what people did around matching and partnering is kept: a module for each noun."""

from . import bids, consortia, decisions, disclosure, key_steps, matching, offers, proposals, sharing

__all__ = ["bids", "consortia", "decisions", "disclosure", "key_steps", "matching", "offers", "proposals", "sharing"]
