"""What was not known when a score was made: one bit for each field, stored with the score.

Pure. A bit is set only where the missing field could still move that very score.
"""

# Bits are stored: add at the end, never reorder. An organisation can supply its own fields ...
OF_THE_ORGANISATION = (
    *("places", "capacity", "turnover", "exact_turnover", "years", "history", "ways_of_working"),
    *("services", "joint_bids", "networks"),
)
# ... a commissioner (or the market) its own ...
OF_THE_OPPORTUNITY = ("opportunity_places", "minimum_turnover", "joint", "openness", "priorities", "record")
# ... and in a Pair the partner its own.
OF_THE_PARTNER = tuple(f"partner_{name}" for name in OF_THE_ORGANISATION)

NAMES = OF_THE_ORGANISATION + OF_THE_OPPORTUNITY + OF_THE_PARTNER
BIT = {name: 1 << position for position, name in enumerate(NAMES)}


def names(value: int) -> tuple[str, ...]:
    """The fields whose bits are set, in the order of NAMES."""
    return tuple(name for name in NAMES if value & BIT[name])
