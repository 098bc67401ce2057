"""What is done around matching and partnering, in words: a module for each noun."""

from . import consortia, matching, offers, proposals

__all__ = ["consortia", "matching", "offers", "proposals"]
