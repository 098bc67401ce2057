"""Benchmarks measure in databases of their own, and what they print is JSON alone."""

import json
import os
import subprocess
import sys

import psycopg2
import pytest
from django.db import connection
from django.http import HttpResponse

from bench.databases import throw_away_database
from bench.server import count_queries

SERVER = os.environ["DATABASE_URL"]


def databases():
    server = psycopg2.connect(SERVER)
    try:
        with server.cursor() as cursor:
            cursor.execute("select datname from pg_database where datname like %s", [f"bench_{os.getpid()}_%"])
            return cursor.fetchall()
    finally:
        server.close()


def run(database, *arguments):
    settings = {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "bench.settings", "PORTAL_DEMO": "1"}
    command = [sys.executable, "-m", "bench.run", *arguments]
    return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, timeout=120)


def test_database_of_a_benchmark_is_gone_afterwards_even_when_it_failed():
    with pytest.raises(ZeroDivisionError), throw_away_database(SERVER):
        assert len(databases()) == 1
        raise ZeroDivisionError
    assert databases() == []


def test_benchmarks_measure_in_a_world_of_their_own_and_print_json():
    with throw_away_database(SERVER) as database:
        assert run(database, "world", "60", "40").returncode == 0
        measured = run(database, "pages", "2"), run(database, "match_full"), run(database, "digests", "40")
        matched = run(database, "match_kernel"), run(database, "match_incremental")
        again = run(database, "world", "60", "40")
    assert again.returncode == 1 and "in use" in again.stderr
    assert [each.returncode for each in measured] == [0, 0, 0], [each.stderr for each in measured]
    assert [each.returncode for each in matched] == [0, 0], [each.stderr for each in matched]
    kernel, change = (json.loads(each.stdout) for each in matched)
    assert kernel["size"] == "60x40" and kernel["postgres_s"] is None
    assert all(kernel[name] > 0 for name in ("ours_s", "limit_s", "exact_s", "numpy_s", "sparse_dot_topn_s"))
    assert (change["organisations"], change["opportunities"]) == (60, 40)
    assert 0 < change["row_ms"] <= change["row_ms_max"] and 0 < change["column_ms"] <= change["column_ms_max"]
    pages, matchings, digests = ([json.loads(line) for line in each.stdout.splitlines()] for each in measured)
    downloads = [line for line in pages if line["name"] == "download"]
    pages = [line for line in pages if line["name"] == "page"]
    asked = {"/organisations/", "/organisations/map/", "/organisations/compare/", "/opportunities/"}
    assert {page["path"].split("?")[0] for page in pages} == asked
    assert all(line["bytes"] > 100 and 0 < line["ms_first_byte_p50"] <= line["ms_p50"] for line in downloads)
    assert len(downloads) == 2
    assert {(page["organisations"], page["opportunities"]) for page in pages} == {(60, 40)}
    assert all(page["empty_view_ms_p50"] > 0 and 0 < page["ms_p50"] <= page["ms_p95"] for page in pages)
    assert all(1 <= page["queries"] < 30 for page in pages)
    (matching,) = matchings
    assert (matching["organisations"], matching["opportunities"], matching["partners_of"]) == (60, 40, 60)
    assert (digests[0]["people"], digests[0]["messages"], digests[0]["sent"]) == (40, 120, 40)
    assert digests[0]["make_queries"] < 20
    assert {"seconds", "read", "encode", "score", "write", "swap", "peak_mb"} <= set(matching)


def test_queries_of_an_answer_are_counted(db, rf):
    def two_queries(request):
        for _ in range(2):
            with connection.cursor() as cursor:
                cursor.execute("select 1")
        return HttpResponse()

    assert count_queries(two_queries)(rf.get("/"))["X-Queries"] == "2"
