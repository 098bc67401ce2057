"""What people are told about support: a module for each noun."""

from . import advising, clocks, requests

__all__ = ["advising", "clocks", "requests"]
