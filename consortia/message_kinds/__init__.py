"""What people are told about matches, proposals and consortia: a module for each noun."""

from . import consortia, decisions, matching, offers, proposals

__all__ = ["consortia", "decisions", "matching", "offers", "proposals"]
