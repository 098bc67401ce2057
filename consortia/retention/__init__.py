"""How long what people did around matching and partnering is kept: a module for each noun."""

from . import decisions, matching, offers, proposals

__all__ = ["decisions", "matching", "offers", "proposals"]
