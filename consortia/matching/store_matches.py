"""Matches to rows, by binary COPY: straight into an empty table, or into a temporary one that is merged from there.

Merging is safe to repeat: it changes only what differs, so that the same scores change nothing the second time.
"""

import datetime as dt
import json
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from django.db import connection

from .scope import Scopes
from .scoring import DECIMALS, Scores
from .weights import DETERMINANTS
from .world import Estimate

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # signature, flags, length of the extension
END = b"\xff\xff"
# Of fixed length; a column of another type is given as bytes that are all as long as each other.
TYPES = {
    "bigint": (">i8", 8),
    "integer": (">i4", 4),
    "boolean": ("?", 1),
    "double precision": (">f8", 8),
    "timestamptz": (">i8", 8),  # microseconds since EPOCH
}
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

SCORED = dict.fromkeys(("point", "low", "high", *DETERMINANTS), "double precision")


@dataclass(frozen=True)
class Stamp:
    """By what weights, and when, matches were made."""

    weight_set: int
    at: dt.datetime

    def arrays(self, count: int) -> dict[str, np.ndarray]:
        microseconds = (self.at - EPOCH) // dt.timedelta(microseconds=1)
        return {"weight_set_id": np.full(count, self.weight_set), "computed_at": np.full(count, microseconds)}


STAMPED = {"weight_set_id": "bigint", "computed_at": "timestamptz"}


class Staging:
    """Rows for `table`, block by block: into a temporary table, gone with the transaction, to be merged; or, with
    `straight`, appended to `table` itself.

    `columns`: name to PostgreSQL type; the first `keys` of them are unique together in `table`.
    """

    def __init__(self, table: str, columns: dict[str, str], straight: Stamp | None = None, keys: int = 2):
        self.table, self.straight, self.key = table, straight, list(columns)[:keys]
        self.columns = columns | STAMPED if straight else columns
        self.name = table if straight else f"staged_{table}"
        if not straight:
            definitions = ", ".join(f"{name} {kind} NOT NULL" for name, kind in columns.items())
            self._run(f"DROP TABLE IF EXISTS pg_temp.{self.name}")
            self._run(f"CREATE TEMP TABLE {self.name} ({definitions}) ON COMMIT DROP")

    def add(self, arrays: dict[str, np.ndarray]) -> None:
        """Copy one block of rows, given as one array for each column."""
        if self.straight:
            arrays = arrays | self.straight.arrays(len(arrays[self.key[0]]))
        with connection.cursor() as cursor:
            statement = f"COPY {self.name} ({', '.join(self.columns)}) FROM STDIN (FORMAT binary)"
            cursor.copy_expert(statement, BytesIO(binary_rows(self.columns, arrays)))

    def merge(self, stamp: Stamp, owners=None) -> None:
        """Make the rows of these owners (ids of the first key; None for all) in `table` equal to what was staged."""
        self._run(f"ANALYZE {self.name}")
        same = " AND ".join(f"staged.{name} = kept.{name}" for name in self.key)
        scope = "" if owners is None else f"kept.{self.key[0]} = ANY(%s) AND "
        self._run(
            f"DELETE FROM {self.table} kept WHERE {scope}NOT EXISTS (SELECT 1 FROM {self.name} staged WHERE {same})",
            [] if owners is None else [list(map(int, owners))],
        )
        names = [*self.columns, "weight_set_id", "computed_at"]
        compared = [name for name in names if name not in {*self.key, "computed_at"}]
        self._run(
            f"INSERT INTO {self.table} AS kept ({', '.join(names)}) "
            f"SELECT {', '.join(self.columns)}, %s, %s FROM {self.name} "
            f"ON CONFLICT ({', '.join(self.key)}) DO UPDATE SET "
            + ", ".join(f"{name} = excluded.{name}" for name in [*compared, "computed_at"])
            + f" WHERE ({', '.join(f'kept.{name}' for name in compared)}) "
            + f"IS DISTINCT FROM ({', '.join(f'excluded.{name}' for name in compared)})",
            [stamp.weight_set, stamp.at],
        )

    @staticmethod
    def _run(sql, parameters=None):
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)


def binary_rows(columns: dict[str, str], arrays: dict[str, np.ndarray]) -> bytes:
    """Rows in PostgreSQL's binary COPY format: each field is its length and its big-endian value. No nulls."""
    types = {
        name: TYPES.get(kind, (arrays[name].dtype.str, arrays[name].dtype.itemsize)) for name, kind in columns.items()
    }
    layout = [("fields", ">i2")]
    for name, (dtype, _) in types.items():
        layout += [(f"{name}_length", ">i4"), (name, dtype)]
    packed = np.empty(len(arrays[next(iter(columns))]), dtype=np.dtype(layout))
    packed["fields"] = len(columns)
    for name, (_, length) in types.items():
        packed[f"{name}_length"] = length
        packed[name] = arrays[name]
    return HEADER + packed.tobytes() + END


class TenderMatches(Staging):
    """Matches of organisations with opportunities, on their way into the database."""

    def __init__(self, straight: Stamp | None = None):
        key = {"organisation_id": "bigint", "opportunity_id": "bigint"}
        super().__init__("consortia_tendermatch", key | SCORED | {"unknown": "integer"}, straight)

    def add_scores(self, scores: Scores, organisation_ids, opportunity_ids) -> None:
        self.add(
            {
                "organisation_id": organisation_ids[scores.rows],
                "opportunity_id": opportunity_ids[scores.columns],
                **_scored(scores),
            }
        )


class ConsortiumMatches(Staging):
    """Matches of standing consortia with opportunities, on their way into the database."""

    def __init__(self):
        key = {"consortium_id": "bigint", "opportunity_id": "bigint"}
        super().__init__("consortia_consortiummatch", key | SCORED | {"unknown": "integer"})

    def add_scores(self, scores: Scores, consortium_ids, opportunity_ids) -> None:
        self.add(
            {
                "consortium_id": consortium_ids[scores.rows],
                "opportunity_id": opportunity_ids[scores.columns],
                **_scored(scores),
            }
        )


class PartnerMatches(Staging):
    """Matches of organisations with each other, on their way into the database."""

    def __init__(self, straight: Stamp | None = None):
        key = {"organisation_id": "bigint", "partner_id": "bigint"}
        more = dict.fromkeys(("brings", "gains", "alignment", "penalty"), "double precision")
        super().__init__(
            "consortia_partnermatch", key | SCORED | {"unknown": "integer", "is_newcomer": "boolean"} | more, straight
        )

    def add_scores(self, scores, ids, *, are_newcomers: bool = False) -> None:
        self.add(
            {
                "organisation_id": ids[scores.rows],
                "partner_id": ids[scores.columns],
                **_scored(scores),
                "brings": scores.brings,
                "gains": scores.gains,
                "alignment": scores.alignment,
                "penalty": scores.penalty,
                "is_newcomer": np.full(len(scores), are_newcomers),
            }
        )


def _scored(scores: Scores) -> dict[str, np.ndarray]:
    return {
        "point": scores.point,
        "low": scores.low,
        "high": scores.high,
        "unknown": scores.unknown,
        **{name: scores.parts[name] for name in DETERMINANTS},
    }


EDGES = {"": "point", "_low": "low", "_high": "high"}


class ScopeRows(Staging):
    """Each part is kept as [low, point, high]."""

    def __init__(self, straight: Stamp | None = None):
        numbers = {f"{name}{suffix}": "double precision" for name in ("need", "readiness") for suffix in EDGES}
        parts = {"need_parts": "jsonb", "readiness_parts": "jsonb"}
        super().__init__(
            "consortia_scope",
            {"organisation_id": "bigint"} | numbers | parts | {"unknown": "integer"},
            straight,
            keys=1,
        )

    def add_scopes(self, found: Scopes, ids: np.ndarray) -> None:
        numbers = {
            f"{name}{suffix}": getattr(found, name).at(edge)
            for name in ("need", "readiness")
            for suffix, edge in EDGES.items()
        }
        self.add(
            {
                "organisation_id": ids,
                **numbers,
                "need_parts": as_json(found.need_parts),
                "readiness_parts": as_json(found.readiness_parts),
                "unknown": found.unknown,
            }
        )


def as_json(parts: dict[str, Estimate]) -> np.ndarray:
    """bytes [N]: each row's parts in PostgreSQL's binary jsonb, all of one length: {"size": [0.100000, ...], ...}.

    Written digit by digit for all rows at once: a hundred thousand rows are a second of work for Python's json.
    """
    hole = "0.000000"
    text = json.dumps({name: [hole] * 3 for name in parts}).replace(f'"{hole}"', hole)
    row = np.frombuffer(b"\x01" + text.encode(), dtype=np.uint8)  # the version of the format, and the text
    numbers = [getattr(part, edge) for part in parts.values() for edge in ("low", "point", "high")]
    whole = np.tile(row, (len(numbers[0]), 1))
    start = -1
    for values in numbers:
        start = bytes(row).index(hole.encode(), start + 1)
        left = np.rint(np.asarray(values) * 10**DECIMALS).astype(np.int64)
        for place in (7, 6, 5, 4, 3, 2, 0):
            left, digit = np.divmod(left, 10)
            whole[:, start + place] = digit + ord("0")
    return whole.view(f"S{len(row)}").ravel()
