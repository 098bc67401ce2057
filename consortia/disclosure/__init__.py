"""Staged disclosure: what members of a consortium have agreed, released, and so show each other (decision 0140)."""
