"""Databases that exist for the time of one benchmark."""

import contextlib
import itertools
import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

_number = itertools.count(1)


@contextlib.contextmanager
def throw_away_database(server: str) -> Iterator[str]:
    """The DATABASE_URL of a new, empty database on the server that the DATABASE_URL `server` names."""
    name = f"bench_{os.getpid()}_{next(_number)}"
    _command(server, sql.SQL("create database {}"), name)
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        _command(server, sql.SQL("drop database {} with (force)"), name)


def _command(server: str, command: sql.SQL, name: str) -> None:
    connection = psycopg2.connect(server)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(command.format(sql.Identifier(name)))
    finally:
        connection.close()
