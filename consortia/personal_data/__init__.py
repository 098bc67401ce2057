"""What matching and partnering hold about people: a module for each noun."""

from . import matching, proposals

__all__ = ["matching", "proposals"]
