"""Where a run keeps its results until they come into force: tables of its own, in a schema of its own.

The tables and indexes have the names of those in force, so that they can take their place as they are, and whatever
writes matches writes them here while `staged` holds. They are ordinary logged tables: what is in force survives a
crash. A key of a row names nothing beyond its table.
"""

import re
import time
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

TABLES = ("consortia_tendermatch", "consortia_partnermatch", "consortia_scope")
# Readers that come meanwhile wait behind the swap: so short at first. One second is what it takes until PostgreSQL
# calls back a clean-up of its own (autovacuum) that is in the way.
WAITS = ("100ms", "200ms", "400ms", "800ms", "1500ms", "1500ms", "1500ms")
PAUSE = 0.5  # seconds between two tries
INDEXES = """
SELECT i.relname, pg_get_indexdef(x.indexrelid), pg_get_constraintdef(c.oid)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.conrelid = x.indrelid
WHERE x.indrelid = %s::regclass ORDER BY i.relname
"""


class Busy(RuntimeError):
    """Somebody reads the matches in force without a pause: to be tried again later."""


def schema_of(run_id: int) -> str:
    """Where the results of a run are kept until they come into force."""
    return f"matching_run_{int(run_id)}"


def create(run_id: int) -> None:
    """Empty tables for the results of this run: with all checks and, so that COPY is quick, without indexes."""
    schema = schema_of(run_id)
    _run(f"CREATE SCHEMA {schema}")
    for table in TABLES:
        like = "INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING IDENTITY INCLUDING STORAGE"
        _run(f"CREATE TABLE {schema}.{table} (LIKE {table} {like})")


def complete(run_id: int) -> None:
    """Give the filled tables the indexes of those in force. Not while `staged` holds: it would hide these."""
    for table in TABLES:
        _add_indexes(schema_of(run_id), table)
        _run(f"ANALYZE {schema_of(run_id)}.{table}")


def _add_indexes(schema: str, table: str) -> None:
    _run("SET LOCAL maintenance_work_mem = '256MB'")
    for name, definition, constraint in _rows(INDEXES, [table]):
        if constraint:
            _run(f"ALTER TABLE {schema}.{table} ADD CONSTRAINT {name} {constraint}")
        else:
            _run(re.sub(r" ON \S+ USING ", f" ON {schema}.{table} USING ", definition, count=1))


@contextmanager
def staged(run_id: int):
    """Within this block of a transaction the tables of matches are the run's own."""
    before = _rows("SELECT current_setting('search_path')")[0][0]
    _search(f"{schema_of(run_id)}, {before}")
    yield
    _search(before)


def _search(path: str) -> None:
    _rows("SELECT set_config('search_path', %s, true)", [path])


def swap(run_id: int) -> None:
    """Put the run's tables in the place of those in force, at the end of this transaction: readers see old or new.

    Raises Busy where somebody reads the old ones all the time; the transaction may then be tried again.
    """
    (live,) = _rows("SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = %s::regclass", [TABLES[0]])[0]
    _lock([f"{live}.{table}" for table in TABLES])
    for table in TABLES:
        _run(f"DROP TABLE {live}.{table}")
        _run(f"ALTER TABLE {schema_of(run_id)}.{table} SET SCHEMA {live}")
    _run(f"DROP SCHEMA {schema_of(run_id)}")


def _lock(tables: list[str]) -> None:
    for wait in WAITS:
        try:
            with transaction.atomic():
                _run(f"SET LOCAL lock_timeout = '{wait}'")
                _run(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        except OperationalError:
            time.sleep(PAUSE)
        else:
            _run("SET LOCAL lock_timeout TO DEFAULT")
            return
    raise Busy("Somebody reads the matches without a pause, perhaps a backup")


def remove(run_id: int) -> bool:
    """Drop whatever the run left. Not while a worker writes into it: false then."""
    try:
        with transaction.atomic():
            _run("SET LOCAL lock_timeout = '1s'")
            _run(f"DROP SCHEMA IF EXISTS {schema_of(run_id)} CASCADE")
            _run("SET LOCAL lock_timeout TO DEFAULT")
    except OperationalError:
        return False
    return True


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _rows(sql: str, parameters=()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
