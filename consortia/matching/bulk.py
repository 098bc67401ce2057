"""Many rows at once, from PostgreSQL to arrays.

The server joins the rows of each query into one string of bytes, which NumPy reads as it is: no row ever becomes
a Python object. All queries go in one statement, which sees one moment of the database whatever the transaction
around it allows (docs/decisions/0117-a-world-read-in-bulk.md).
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import NamedTuple

import numpy as np
from django.db import connection
from scipy.sparse import csr_array

from .world import as_yes_or_no

COPY_HEADER = 19  # bytes: signature, flags, length of the extension
LONGEST_TABLE = 4_000_000  # numbers: 32 MB


class Kind(NamedTuple):
    """How one kind of column travels: the type it is cast to, the function that sends it, its type in NumPy."""

    cast: str
    send: str
    dtype: str
    otherwise: str | None  # what stands for NULL; None where there is none


KINDS = {
    "id": Kind("bigint", "int8send", ">i8", None),
    "number": Kind("float8", "float8send", ">f8", "'NaN'"),
    "code": Kind("integer", "int4send", ">i4", "-1"),
    "slug": Kind("char(60)", "bpcharsend", "S60", None),  # ASCII, filled up with spaces
    "yes": Kind("boolean", "boolsend", "?", "false"),
}


@dataclass(frozen=True)
class Query:
    """Rows to read. `columns` names each column's kind (of KINDS), in the order of `sql`."""

    sql: str
    columns: str
    parameters: tuple | Mapping = ()

    @property
    def kinds(self) -> list[Kind]:
        return [KINDS[name] for name in self.columns.split()]

    def statement(self, number: int, cursor) -> str:
        """A SELECT of one row: `number`, and all rows of the query joined into bytes (NULL where there are none)."""
        names = [f"c{position}" for position in range(len(self.kinds))]
        sent = " || ".join(map(_sent, names, self.kinds))
        sql = cursor.mogrify(self.sql, self.parameters).decode() if self.parameters else self.sql
        return f"SELECT {number}::int2, string_agg({sent}, ''::bytea) FROM ({sql}) AS found ({', '.join(names)})"


def _sent(name: str, kind: Kind) -> str:
    value = f"{name}::{kind.cast}"
    return f"{kind.send}({value if kind.otherwise is None else f'COALESCE({value}, {kind.otherwise})'})"


def read_together(queries: Mapping[str, Query]) -> dict[str, tuple[np.ndarray, ...]]:
    """The columns of every query, by its name, all as of one moment. The order of rows is any."""
    copied = BytesIO()
    with connection.cursor() as cursor:
        selects = [query.statement(number, cursor) for number, query in enumerate(queries.values())]
        cursor.copy_expert(f"COPY ({' UNION ALL '.join(selects)}) TO STDOUT (FORMAT binary)", copied)
    contents = _contents(copied.getbuffer())
    return {name: _columns(query, contents[number]) for number, (name, query) in enumerate(queries.items())}


def _contents(copied: memoryview) -> dict[int, memoryview]:
    """The bytes of each query by its number, from rows of PostgreSQL's binary COPY format."""
    found, at = {}, COPY_HEADER
    while struct.unpack_from(">h", copied, at)[0] > 0:
        _, _, number, length = struct.unpack_from(">hihi", copied, at)
        start = at + struct.calcsize(">hihi")
        at = start + max(length, 0)  # NULL has the length -1
        found[number] = copied[start:at]
    return found


def _columns(query: Query, content: memoryview) -> tuple[np.ndarray, ...]:
    names = [f"c{position}" for position in range(len(query.kinds))]
    layout = [(name, np.dtype(kind.dtype)) for name, kind in zip(names, query.kinds, strict=True)]
    found = np.frombuffer(content, dtype=layout)
    return tuple(found[name].astype(dtype.newbyteorder("=")) for name, dtype in layout)


@dataclass(frozen=True)
class Axis:
    """What the rows or columns of a matrix stand for: database ids, and where each stands."""

    ids: np.ndarray  # int64, ascending
    places: np.ndarray  # int64; several ids may share a place
    size: int

    @classmethod
    def of(cls, ids: np.ndarray, places: np.ndarray | None = None, size: int | None = None) -> "Axis":
        """Ids in any order; each stands at its place, or where it comes in the ascending order of ids."""
        order = np.argsort(ids, kind="stable")
        places = np.arange(len(ids)) if places is None else places[order]
        return cls(ids[order], places, len(ids) if size is None else size)

    def at(self, wanted) -> np.ndarray:
        """int64: where each of the ids `wanted` stands; -1 for a stranger."""
        wanted = np.asarray(wanted, dtype=np.int64)
        if self.table is None:
            found = positions(self.ids, wanted)
            return np.where(found >= 0, self.places[found], -1) if len(self.ids) else found
        inside = (wanted >= self.ids[0]) & (wanted <= self.ids[-1])
        return np.where(inside, self.table[np.where(inside, wanted - self.ids[0], 0)], -1)

    @cached_property
    def table(self) -> np.ndarray | None:
        """The place of every number from the first id to the last, -1 where there is none; None if that is too long."""
        span = int(self.ids[-1] - self.ids[0]) + 1 if len(self.ids) else 0
        if not 0 < span <= LONGEST_TABLE:
            return None
        table = np.full(span, -1, dtype=np.int64)
        table[self.ids - self.ids[0]] = self.places
        return table

    def at_least(self, size: int) -> "Axis":
        """The same with a size of at least `size`: some matrices may not be empty."""
        return Axis(self.ids, self.places, max(self.size, size))


@dataclass(frozen=True)
class Axes:
    """What the columns of the sparse matrices stand for."""

    services: Axis
    districts: Axis
    bodies: Axis  # a body and its predecessors share a place


def positions(ids: np.ndarray, wanted) -> np.ndarray:
    """Where each of `wanted` stands in the ascending `ids`; -1 where it is not there."""
    wanted = np.asarray(wanted, dtype=np.int64)
    if len(ids) == 0:
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[at] == wanted, at, -1)


def relation(rows: Axis, columns: Axis, owners, members, values=None) -> csr_array:
    """float32 [rows, columns]: 1 (or `values`) where an owner has a member; strangers are left out."""
    at, columns_ = rows.at(owners), columns.at(members)
    keep = (at >= 0) & (columns_ >= 0)
    data = np.ones(keep.sum(), np.float32) if values is None else np.asarray(values, np.float32)[keep]
    matrix = csr_array((data, (at[keep], columns_[keep])), shape=(rows.size, columns.size))
    matrix.sum_duplicates()
    return as_yes_or_no(matrix) if values is None else matrix
