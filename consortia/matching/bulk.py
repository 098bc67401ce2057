"""Many rows at once, between PostgreSQL and arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from scipy.sparse import csr_array

from .world import as_yes_or_no


@dataclass(frozen=True)
class Axes:
    """What the columns of the sparse matrices stand for: database ids to positions."""

    services: dict[int, int]
    districts: dict[int, int]
    bodies: dict[int, int]  # a body and its predecessors share a position
    body_count: int


def rows(sql: str, parameters=()) -> list[tuple]:
    """All rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def columns(found: list[tuple], count: int) -> list[tuple]:
    """The same rows as columns; `count` of them even where there is no row."""
    return list(zip(*found, strict=True)) if found else [()] * count


def numbers(values) -> np.ndarray:
    """float64 with nan for what is not known."""
    return np.array(values, dtype=np.float64)


def positions(ids: np.ndarray, wanted) -> np.ndarray:
    """Where each of `wanted` stands in the ascending `ids`; -1 where it is not there."""
    wanted = np.array(wanted, dtype=np.int64)
    if len(ids) == 0:
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[at] == wanted, at, -1)


def relation(ids: np.ndarray, owners, members, axis: Mapping[Any, int], width: int, values=None) -> csr_array:
    """float32 [len(ids), width]: 1 (or `values`) where an owner has a member; strangers are left out."""
    at = positions(ids, owners)
    columns_ = np.array([axis.get(member, -1) for member in members], dtype=np.int64)
    keep = (at >= 0) & (columns_ >= 0)
    data = np.ones(keep.sum(), np.float32) if values is None else np.array(values, np.float32)[keep]
    matrix = csr_array((data, (at[keep], columns_[keep])), shape=(len(ids), width))
    matrix.sum_duplicates()
    return as_yes_or_no(matrix) if values is None else matrix
