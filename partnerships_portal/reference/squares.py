"""The dot map of England: which 5 km squares are settled, and which district each belongs to.

Pure functions of arrays. Raise RULES when a result changes for the same data, so that the rows are loaded again.
"""

import numpy as np

from .postcode_index import PostcodeIndex
from .sources import NO_PLACE

RULES = "1"
SIDE = 5_000  # metres


def squares_of(groups, eastings, northings):
    """The group with most of the points in each occupied square, the first group if equal.

    Arrays of one length go in: whole numbers from 0, and metres. An (n, 3) array comes out, in ascending order:
    easting and northing of the square's south-west corner, and the group.
    """
    columns, rows = eastings.astype(np.int64) // SIDE, northings.astype(np.int64) // SIDE
    count, height = int(groups.max(initial=0)) + 1, int(rows.max(initial=0)) + 1
    keys, points = np.unique((columns * height + rows) * count + groups, return_counts=True)
    squares, owners = np.divmod(keys, count)
    order = np.lexsort((-owners, points, squares))  # the last of each square wins
    squares, owners = squares[order], owners[order]
    winner = np.append(squares[1:] != squares[:-1], True)[: len(squares)]
    return np.column_stack([squares[winner] // height * SIDE, squares[winner] % height * SIDE, owners[winner]])


def squares_of_england(index: PostcodeIndex) -> list[tuple[int, int, str]]:
    """(easting, northing, code of the district) of each square in which somebody in England has a postcode."""
    english = np.array([code.startswith("E") for code in index.authority_codes])
    placed = english[index.authorities] & (np.asarray(index.eastings) != NO_PLACE)
    groups = np.asarray(index.authorities)[placed].astype(np.int64)
    found = squares_of(groups, np.asarray(index.eastings)[placed], np.asarray(index.northings)[placed])
    return [(int(easting), int(northing), index.authority_codes[group]) for easting, northing, group in found]
