"""What is done around matching and partnering, in words: a module for each noun."""

from . import consortia, matching, proposals

__all__ = ["consortia", "matching", "proposals"]
