"""Who may do what in the support programme: a module for each noun. What exists is told by `visible_to`."""

from . import cases, evaluation, knowledge, requests

__all__ = ["cases", "evaluation", "knowledge", "requests"]
