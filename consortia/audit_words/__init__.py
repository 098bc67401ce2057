"""What is done around matching and partnering, in words: a module for each noun."""

from . import consortia, decisions, matching, proposals

__all__ = ["consortia", "decisions", "matching", "proposals"]
