"""What is done around matching and partnering, in words: a module for each noun."""

from . import consortia, decisions, matching, offers, proposals

__all__ = ["consortia", "decisions", "matching", "offers", "proposals"]
