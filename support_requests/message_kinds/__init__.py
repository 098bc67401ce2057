"""What people are told about support: a module for each noun."""

from . import advising

__all__ = ["advising"]
