"""One set of servers for each checkout: who holds it, and who else is using it."""

import fcntl
import json
import os
import time
from pathlib import Path
from typing import IO, Any

HOLDER, GUESTS = "services.lock", "guests.lock"


class Lock:
    """The holder starts and stops the servers; guests borrow them for the time of a command.

    The operating system releases both when their process ends, however it ends.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: list[IO[str]] = []

    def take(self, purpose: str) -> bool:
        """Become the holder, if nobody is. `purpose` is told to whoever comes second."""
        for _ in range(3):  # someone who only looks (`taken`) holds it for an instant
            if self._flock(HOLDER, fcntl.LOCK_EX | fcntl.LOCK_NB):
                self._write(purpose=purpose, ready=False)
                return True
            time.sleep(0.02)
        return False

    def taken(self) -> bool:
        """Whether a living process is the holder."""
        if not self._flock(HOLDER, fcntl.LOCK_SH | fcntl.LOCK_NB):
            return True
        self._held.pop().close()
        return False

    def announce_ready(self, sockets: Path | None) -> None:
        """Tell waiting guests that the servers answer, and where (None: not embedded ones). Only the holder may."""
        self._write(**(self.holder() | {"ready": True, "sockets": sockets and str(sockets)}))

    def holder(self) -> dict[str, Any]:
        """What the holder wrote: `pid`, `purpose`, `ready`, `sockets`; only `ready` if it is just starting."""
        try:
            return json.loads((self.folder / HOLDER).read_text())
        except (OSError, ValueError):
            return {"ready": False}

    def join(self, seconds: float) -> bool:
        """Become a guest of a ready holder; False if there is none, or it is not ready within `seconds`.

        A holder that runs a command waits for its guests before it stops the servers.
        """
        end = time.monotonic() + seconds
        self._flock(GUESTS, fcntl.LOCK_SH)
        while self.taken() and time.monotonic() < end:
            if self.holder()["ready"]:
                return True
            time.sleep(0.05)
        self.release()
        return False

    def wait_for_guests(self) -> None:
        """Return when the last guest has left."""
        self._flock(GUESTS, fcntl.LOCK_EX)

    def release(self) -> None:
        while self._held:
            self._held.pop().close()

    def wait_until_free(self, seconds: float) -> bool:
        """Whether the holder has gone within `seconds`."""
        end = time.monotonic() + seconds
        while self.taken():
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def _write(self, **told: Any) -> None:
        path = self.folder / HOLDER
        path.write_text(json.dumps({"pid": os.getpid(), **told}))

    def _flock(self, name: str, how: int) -> bool:
        self.folder.mkdir(parents=True, exist_ok=True)
        file = (self.folder / name).open("a+")
        try:
            fcntl.flock(file, how)
        except BlockingIOError:
            file.close()
            return False
        self._held.append(file)
        return True
