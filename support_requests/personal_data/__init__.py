"""What the support programme holds about people: a module for each noun."""

from . import advisers, packages, requests

__all__ = ["advisers", "packages", "requests"]
