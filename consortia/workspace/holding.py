"""What a member has taken on belongs to it: the others may change it only where nobody, or nobody present, holds it."""

from collections.abc import Collection


def may_change(holder: int | None, organisation: int, *, present: Collection[int]) -> bool:
    """Whether the organisation may change what `holder` has taken on (keys; None: nobody).

    `present`: the members that have not left. What one that left had taken on is free for all again.
    """
    return holder is None or holder == organisation or holder not in present
