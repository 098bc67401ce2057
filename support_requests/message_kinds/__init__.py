"""What people are told about support: a module for each noun."""

from . import advising, cases, clocks, evaluation, funding, queue, requests

__all__ = ["advising", "cases", "clocks", "evaluation", "funding", "queue", "requests"]
