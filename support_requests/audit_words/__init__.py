"""What is done in the support programme, in words: a module for each noun."""

from . import packages, requests

__all__ = ["packages", "requests"]
