"""How tests that commit leave the database: empty, as Django's `flush` does, at a fraction of its time; and its end.

`flush` truncates each of our 145 tables with all its indexes, most of which no test has written to, and then writes
the rows about models and permissions anew that it has just taken away: half a second for each test.
"""

from django.db import connection, transaction
from django.db.backends.postgresql.creation import DatabaseCreation

STAYS = {"django_migrations", "django_content_type", "auth_permission"}  # what migrating wrote of the models themselves


def empty_the_database(test_case: object) -> None:
    """Delete the rows of all tables that have any. Whoever still works in the database is waited for, as in `flush`."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - STAYS)
        cursor.execute(f"LOCK TABLE {', '.join(map(connection.ops.quote_name, tables))} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(" UNION ALL ".join(f"SELECT '{each}' WHERE EXISTS (SELECT FROM \"{each}\")" for each in tables))
        filled = [name for (name,) in cursor.fetchall()]
        # No triggers: all rows that point to a row go with it, and the audit trail, which refuses this, goes as well
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in filled:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def drop_at_once(creation: DatabaseCreation, name: str, verbosity: int) -> None:
    """Drop the database of this process at its end. Threads of the live server may still hold a connection: without
    FORCE the server waits for them for five seconds, and leaves the database where it is."""
    with creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)} WITH (FORCE)")
