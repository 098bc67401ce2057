"""Who may do what in the support programme: a module for each noun. What exists is told by `visible_to`."""

from . import requests

__all__ = ["requests"]
