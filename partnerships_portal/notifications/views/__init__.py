"""A person's inbox, and how messages reach them."""

from . import inbox, preferences

__all__ = ["inbox", "preferences"]
