"""What members can decide, and what follows: a module for each noun (consortia/deciding/kinds.py says how)."""

from . import consortia, standing

__all__ = ["consortia", "standing"]
