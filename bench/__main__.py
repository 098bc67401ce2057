"""Every benchmark, each world in a database of its own.

`python -m bench` runs all of them (a few minutes); `--small` only the two smaller worlds.
"""

import argparse
import os
import subprocess
import sys
import time

from bench.databases import throw_away_database

WORKERS = ("match_workers", "match_visible")  # by real Celery workers
MATCHING = ("match_kernel", "match_incremental", "match_consortia")
# Organisations, opportunities, and what is measured in that world.
WORLDS = (
    (120, 100, ("match_full", "match_kernel")),
    (
        10_000,
        1_000,
        ("match_full", "match_pairs", "digests", "match_kernel", "match_consortia", "impressions", "support_queue"),
    ),
    (100_000, 10_000, ("pages", "split", "match_read", "match_full", *WORKERS, *MATCHING)),
    (2_000, 200, ("compose_page",)),
    (20_000, 1_000, ("compose_page",)),
)
# What makes worlds of its own, without a database.
WITHOUT_WORLD = ("compose", "quality")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="leave out the largest world")
    parser.add_argument("--only", metavar="NAME", help="one benchmark only, by its module")
    asked = parser.parse_args()
    failed = sum(_without_world(name) for name in WITHOUT_WORLD if asked.only in (None, name))
    if asked.only in WITHOUT_WORLD:
        return failed
    server = os.environ.get("DATABASE_URL")
    if not server:
        print("DATABASE_URL is not set. `make bench` starts a throw-away server and sets it.", file=sys.stderr)
        return 1
    for organisations, opportunities, names in WORLDS[:2] if asked.small else WORLDS:
        chosen = [name for name in names if asked.only in (None, name)]
        if chosen:
            failed += _measure(server, organisations, opportunities, chosen)
    return 1 if failed else 0


def _without_world(name: str) -> int:
    """Measure what makes worlds of its own and needs no database; 1 where it failed."""
    started = time.monotonic()
    status = subprocess.run([sys.executable, "-m", f"bench.{name}"]).returncode
    _say(f"{name}: {'failed' if status else 'done'} in {time.monotonic() - started:.0f} s")
    return int(status != 0)


def _measure(server: str, organisations: int, opportunities: int, names: list[str]) -> int:
    """Make a world and measure in it; how many of the steps failed."""
    _say(f"World of {organisations:,} organisations and {opportunities:,} opportunities")
    with throw_away_database(server) as database:
        if _run(database, "world", str(organisations), str(opportunities)):
            return 1
        return sum(_run(database, name) != 0 for name in names)


def _run(database: str, name: str, *arguments: str) -> int:
    # Plain http on this machine is what PORTAL_DEMO allows; nothing else depends on it here.
    environment = os.environ | {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PORTAL_DEMO": "1",
        "BENCH_CACHE_PREFIX": f"bench-{os.getpid()}",
    }
    started = time.monotonic()
    status = subprocess.run([sys.executable, "-m", "bench.run", name, *arguments], env=environment).returncode
    _say(f"{name}: {'failed' if status else 'done'} in {time.monotonic() - started:.0f} s")
    return status


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
