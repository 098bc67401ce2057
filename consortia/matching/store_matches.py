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
from .scoring import Scores
from .weights import DETERMINANTS
from .world import Estimate

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # signature, flags, length of the extension
END = b"\xff\xff"
TYPES = {
    "bigint": (">i8", 8),
    "integer": (">i4", 4),
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

    `columns`: name to PostgreSQL type; the first two are the key that is unique in `table`.
    """

    def __init__(self, table: str, columns: dict[str, str], straight: Stamp | None = None):
        self.table, self.straight, self.key = table, straight, list(columns)[:2]
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

    def merge(self, stamp: Stamp, organisations=None) -> None:
        """Make the rows of these organisations (ids; None for all) in `table` equal to what was staged."""
        self._run(f"ANALYZE {self.name}")
        same = " AND ".join(f"staged.{name} = kept.{name}" for name in self.key)
        scope = "" if organisations is None else "kept.organisation_id = ANY(%s) AND "
        self._run(
            f"DELETE FROM {self.table} kept WHERE {scope}NOT EXISTS (SELECT 1 FROM {self.name} staged WHERE {same})",
            [] if organisations is None else [list(map(int, organisations))],
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
    layout = [("fields", ">i2")]
    for name, kind in columns.items():
        layout += [(f"{name}_length", ">i4"), (name, TYPES[kind][0])]
    packed = np.empty(len(arrays[next(iter(columns))]), dtype=np.dtype(layout))
    packed["fields"] = len(columns)
    for name, kind in columns.items():
        packed[f"{name}_length"] = TYPES[kind][1]
        packed[name] = arrays[name]
    return HEADER + packed.tobytes() + END


class TenderMatches(Staging):
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


class PartnerMatches(Staging):
    def __init__(self, straight: Stamp | None = None):
        key = {"organisation_id": "bigint", "partner_id": "bigint"}
        more = dict.fromkeys(("brings", "gains", "alignment"), "double precision")
        super().__init__("consortia_partnermatch", key | SCORED | {"unknown": "integer"} | more, straight)

    def add_scores(self, scores, ids) -> None:
        self.add(
            {
                "organisation_id": ids[scores.rows],
                "partner_id": ids[scores.columns],
                **_scored(scores),
                "brings": scores.brings,
                "gains": scores.gains,
                "alignment": scores.alignment,
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


SCOPE = """
INSERT INTO consortia_scope (organisation_id, need, need_low, need_high, need_parts,
    readiness, readiness_low, readiness_high, readiness_parts, unknown, weight_set_id, computed_at)
SELECT organisation_id, need, need_low, need_high, need_parts::jsonb, readiness, readiness_low, readiness_high,
    readiness_parts::jsonb, unknown, %s, %s
FROM unnest(%s::bigint[], %s::float8[], %s::float8[], %s::float8[], %s::text[],
    %s::float8[], %s::float8[], %s::float8[], %s::text[], %s::integer[])
    AS s (organisation_id, need, need_low, need_high, need_parts,
          readiness, readiness_low, readiness_high, readiness_parts, unknown)
ON CONFLICT (organisation_id) DO UPDATE SET need = excluded.need, need_low = excluded.need_low,
    need_high = excluded.need_high, need_parts = excluded.need_parts, readiness = excluded.readiness,
    readiness_low = excluded.readiness_low, readiness_high = excluded.readiness_high,
    readiness_parts = excluded.readiness_parts, unknown = excluded.unknown,
    weight_set_id = excluded.weight_set_id, computed_at = excluded.computed_at
"""
SCOPES_AT_ONCE = 10_000


def write_scopes(found: Scopes, ids: np.ndarray, rows: np.ndarray, stamp: Stamp) -> None:
    """Write the scope of the organisations at `rows`; each part is kept as [low, point, high]."""
    for start in range(0, len(rows), SCOPES_AT_ONCE):
        some = rows[start : start + SCOPES_AT_ONCE]
        columns = [
            ids[some].tolist(),
            *_edges(found.need, some),
            _parts(found.need_parts, some),
            *_edges(found.readiness, some),
            _parts(found.readiness_parts, some),
            found.unknown[some].tolist(),
        ]
        with connection.cursor() as cursor:
            cursor.execute(SCOPE, [stamp.weight_set, stamp.at, *columns])


def _edges(estimate: Estimate, rows):
    return [estimate.at(edge)[rows].tolist() for edge in ("point", "low", "high")]


def _parts(parts: dict[str, Estimate], rows) -> list[str]:
    table = {
        name: np.round(np.stack([part.low[rows], part.point[rows], part.high[rows]], axis=1), 6).tolist()
        for name, part in parts.items()
    }
    return [json.dumps({name: edges[i] for name, edges in table.items()}) for i in range(len(rows))]
