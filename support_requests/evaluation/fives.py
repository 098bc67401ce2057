"""Counting organisations in fives, so that no group of fewer than five can be read off, or worked out. Pure.

Every number of organisations that is published is rounded down to a multiple of five: sums and differences of such
numbers are multiples of five, never 1 to 4, whatever groups overlap. A figure of a group counts the first organisations
of it, so many: from one day to the next it takes in at least five new ones, or stays.

What may be shown of groups that make up a whole is decided by `published` (decision 0166). It hides more than small
groups: one that is left over, and all where what is shown would squeeze those hidden to almost one number.
"""

from collections.abc import Sequence

FEWEST = 5


def in_fives(number: int) -> int:
    """The number rounded down to a multiple of five."""
    return number - number % FEWEST


def published(counts: Sequence[int]) -> list[int | None]:
    """How many of each group of a whole are shown, in fives; None: nothing of it is shown.

    `counts`: of groups that do not overlap. Whoever knows these rules, and how many all are in fives, cannot tell how
    many are in a group that is not shown.
    """
    shown = {place for place, number in enumerate(counts) if number >= FEWEST}
    left_over = sum(number for place, number in enumerate(counts) if place not in shown)
    if shown and 0 < left_over < FEWEST:  # all minus those shown would be a small group: the smallest keeps it company
        shown.remove(min(shown, key=lambda place: (counts[place], place)))
    if len(shown) < len(counts) and _squeezed(counts, shown):
        shown = set()
    return [in_fives(number) if place in shown else None for place, number in enumerate(counts)]


def _squeezed(counts: Sequence[int], shown: set[int]) -> bool:
    """Whether fives of all are so many more than fives of those shown that small groups must each have 3 or 4.

    Where they are more still, a large one must be among those hidden, which leaves the small ones room.
    """
    fives = sum(counts) // FEWEST - sum(counts[place] // FEWEST for place in shown)
    most = (FEWEST - 1) * len(counts)  # that all groups can lose by rounding, and small ones have
    return most - 1 <= FEWEST * fives <= most


def may_be_shown(inside: int, *wholes: int) -> bool:
    """Whether a part of one or more wholes may be shown: it and what it leaves of each are five, or nothing is left."""
    return all(published([inside, whole - inside])[0] is not None for whole in wholes)


def at_least(number: int, of: int) -> int | None:
    """How many of `of` (a multiple of five) answered something, at least; None: fewer than five, or too few are left.

    Never so many that fewer than five answered otherwise.
    """
    told = min(in_fives(number), of - FEWEST)
    return told if told >= FEWEST else None
