"""What matching and partnering hold about people: a module for each noun."""

from . import decisions, matching, offers, proposals

__all__ = ["decisions", "matching", "offers", "proposals"]
