"""What is done around matching and partnering, in words: a module for each noun."""

from . import choosing, consortia, decisions, matching, offers, proposals

__all__ = ["choosing", "consortia", "decisions", "matching", "offers", "proposals"]
