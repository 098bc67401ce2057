"""What matching and partnering hold about people: a module for each noun."""

from . import choosing, decisions, matching, offers, proposals

__all__ = ["choosing", "decisions", "matching", "offers", "proposals"]
