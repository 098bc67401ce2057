"""What people are told about matches, proposals and consortia: a module for each noun."""

from . import consortia, matching, offers, proposals

__all__ = ["consortia", "matching", "offers", "proposals"]
