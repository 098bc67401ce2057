"""How long what people did around matching and partnering is kept: a module for each noun."""

from . import bids, decisions, matching, offers, proposals

__all__ = ["bids", "decisions", "matching", "offers", "proposals"]
