"""What people are told about support: a module for each noun."""

from . import advising, cases, clocks, evaluation, funding, knowledge, queue, requests

__all__ = ["advising", "cases", "clocks", "evaluation", "funding", "knowledge", "queue", "requests"]
