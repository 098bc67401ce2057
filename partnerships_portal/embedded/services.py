"""The servers that the portal needs: configured ones, or embedded ones that are started here."""

import contextlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from . import postgres, redis
from .errors import Problem
from .lock import Lock
from .paths import Places
from .supervisor import Supervisor

START_SECONDS = 60


def configured(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether real servers are configured. One without the other is a mistake."""
    database, broker = environment.get("DATABASE_URL"), environment.get("REDIS_URL")
    if bool(database) != bool(broker):
        there, missing = ("DATABASE_URL", "REDIS_URL") if database else ("REDIS_URL", "DATABASE_URL")
        raise Problem(
            f"{there} is set but {missing} is not. Set both to use servers of your own, "
            "or neither to have embedded ones started (look in the environment and in .env)."
        )
    return bool(database)


@contextlib.contextmanager
def running(places: Places, *, lasting: bool = True) -> Iterator[Supervisor]:
    """Both servers, ready, for the time of the context. The caller holds the lock of `places`."""
    supervisor = Supervisor(places.logs)
    try:
        postgres.start(places, supervisor, lasting=lasting)
        redis.start(places, supervisor, lasting=lasting)
        _wait(places, supervisor)
        postgres.create_database(places)
        yield supervisor
    finally:
        supervisor.stop()


@contextlib.contextmanager
def borrowed_or_running(places: Places, *, purpose: str) -> Iterator[Places]:
    """The servers that already run, else servers started for the time of the context; yields where they are."""
    lock = Lock(places.data)
    try:
        holding = lock.take(purpose)
        # The holder may stop just when we ask: then we are next.
        while not holding and not lock.join(START_SECONDS):
            holding = lock.take(purpose)
        if not holding:
            yield _of_holder(lock, places)
            return
        with running(places):
            lock.announce_ready(places.sockets)
            yield places
            lock.wait_for_guests()
    finally:
        lock.release()


def _of_holder(lock: Lock, places: Places) -> Places:
    """Where the holder's servers are: it may have been started with another TMPDIR than ours."""
    sockets = lock.holder().get("sockets")
    if sockets is None:
        raise Problem("The portal that runs here has real servers. Set DATABASE_URL and REDIS_URL as it has them.")
    return replace(places, sockets=Path(sockets))


def _wait(places: Places, supervisor: Supervisor) -> None:
    end = time.monotonic() + START_SECONDS
    while not (redis.ready(places) and postgres.ready(places)):
        supervisor.check()
        if time.monotonic() > end:
            raise Problem(f"The embedded servers did not answer within {START_SECONDS} s. Look in {places.logs}.")
        time.sleep(0.05)
