"""Composing whole consortia for an opportunity: which smallest, best aligned teams cover it.

Pure: no Django, no database. Method and what is proven: docs/decisions/0118-how-teams-are-composed.md.
"""
