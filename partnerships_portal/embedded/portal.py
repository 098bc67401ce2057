"""Serves the portal in the foreground."""

import signal

from . import paths, services
from .errors import Problem
from .lock import Lock


def up() -> int:
    """Start the servers and keep them until told to stop."""
    lock = Lock(paths.LOCAL)
    if not lock.take("portal"):
        raise Problem(f"The portal is already running (process {lock.holder().get('pid')}). `make stop` stops it.")
    with services.running(paths.lasting()):
        lock.announce_ready()
        signal.pause()
    return 0
