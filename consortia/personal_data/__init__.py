"""What matching and partnering hold about people: a module for each noun."""

from . import matching, offers, proposals

__all__ = ["matching", "offers", "proposals"]
