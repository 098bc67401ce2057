"""Who is interested in what is bought: what its buyer, its list's readers and the organisations themselves are shown.

Nothing here reaches open data, feeds or search: an interest is the organisation's own word to the buyer, and is shown
to others only where both chose so (docs/decisions/0100-the-interest-list.md).
"""
