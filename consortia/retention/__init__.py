"""How long what people did around matching and partnering is kept: a module for each noun."""

from . import decisions, matching, proposals

__all__ = ["decisions", "matching", "proposals"]
