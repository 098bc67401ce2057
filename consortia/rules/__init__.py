"""Who may do what around matching and partnering: a module for each noun. What exists is told by `visible_to`."""

from . import bids, matching, offers, workspaces

__all__ = ["bids", "matching", "offers", "workspaces"]
