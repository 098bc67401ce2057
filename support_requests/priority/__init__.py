"""The priority that is suggested for a request, with its reasons."""

from .facts import facts_of
from .suggesting import Facts, Reason, Suggestion, suggest

__all__ = ["Facts", "Reason", "Suggestion", "facts_of", "suggest"]
