"""How long what people did around matching and partnering is kept: a module for each noun."""

from . import matching, offers, proposals

__all__ = ["matching", "offers", "proposals"]
