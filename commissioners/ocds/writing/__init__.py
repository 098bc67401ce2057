"""Opportunities as OCDS 1.1 releases. Pure: what is published comes in as dataclasses, JSON objects go out.

published (what comes in), parties, items, tender, documents, enquiries, awards (the parts), releases (one whole),
packages (around them).
commissioners.ocds.ours names what our extension adds, for writing and for reading it back.
"""
