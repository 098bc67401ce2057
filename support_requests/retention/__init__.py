"""How long what people did around support is kept: a module for each noun."""

from . import advisers, requests

__all__ = ["advisers", "requests"]
