"""An invented sector, for demonstrations and benchmarks: no organisation, body or person in it exists.

Its shape is that of the report *Partnerships for Better Public Services* (2018); its places are
the real districts of England, because matching is about places.
"""
