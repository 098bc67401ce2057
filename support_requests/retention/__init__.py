"""How long what people did around support is kept: a module for each noun."""

from . import requests

__all__ = ["requests"]
