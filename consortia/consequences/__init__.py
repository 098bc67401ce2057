"""What members can decide, and what follows: a module for each noun (consortia/deciding/kinds.py says how)."""

from . import asking_to_join, consortia, standing

__all__ = ["asking_to_join", "consortia", "standing"]
