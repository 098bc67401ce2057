"""How long what people did around matching and partnering is kept: a module for each noun."""

from . import matching, proposals

__all__ = ["matching", "proposals"]
