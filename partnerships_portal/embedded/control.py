"""Looks at and stops the portal that runs from this folder."""

import os
import signal
from pathlib import Path

from . import environment, paths
from .errors import Problem
from .lock import Lock
from .paths import Places

STOP_SECONDS = 60


def stop() -> int:
    """Stop the running portal and wait until it has gone."""
    lock = Lock(paths.LOCAL)
    if not lock.taken():
        print("The portal is not running.")
        return 0
    os.kill(lock.holder()["pid"], signal.SIGTERM)
    if not lock.wait_until_free(STOP_SECONDS):
        raise Problem(f"The portal (process {lock.holder()['pid']}) did not stop within {STOP_SECONDS} s.")
    print("The portal has stopped. Its data is kept.")
    return 0


def status() -> int:
    """Say what runs; the exit status is 0 when something does, 3 when nothing does."""
    lock = Lock(paths.LOCAL)
    if not lock.taken():
        print("The portal is not running. `make up` starts it.")
        return 3
    holder = lock.holder()
    print(f"Running: {holder.get('purpose', 'starting')}, process {holder.get('pid', 'unknown')}.")
    if holder.get("sockets"):
        places = Places(paths.LOCAL, Path(holder["sockets"]))
        for name, value in environment.addresses(places).items():
            print(f"{name}={value}")
    return 0
