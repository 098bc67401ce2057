"""Where the embedded servers keep their data, sockets and logs."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import Problem

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"

# A unix socket's path may have 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 103


@dataclass(frozen=True)
class Places:
    """The folders of one set of servers: `data` is kept, `sockets` is private and has a short path."""

    data: Path
    sockets: Path

    @property
    def postgres(self) -> Path:
        return self.data / "postgres"

    @property
    def redis(self) -> Path:
        return self.data / "redis"

    @property
    def redis_socket(self) -> Path:
        return self.sockets / "redis.sock"

    @property
    def logs(self) -> Path:
        return self.data / "log"


def lasting() -> Places:
    """The servers of this checkout: two checkouts have different folders and do not meet."""
    LOCAL.mkdir(parents=True, exist_ok=True)
    data = LOCAL.resolve()
    key = hashlib.sha256(str(data).encode()).hexdigest()[:10]
    # Not XDG_RUNTIME_DIR: it is emptied when its owner signs out, and a portal may run on.
    return Places(data, _private(Path(tempfile.gettempdir()) / f"portal-{os.getuid()}-{key}"))


@contextlib.contextmanager
def throw_away() -> Iterator[Places]:
    """Folders that vanish when the context ends."""
    top = Path(tempfile.mkdtemp(prefix="portal-test-")).resolve()
    try:
        yield Places(top, _private(top / "s"))
    finally:
        shutil.rmtree(top, ignore_errors=True)


def _private(folder: Path) -> Path:
    """Make `folder` ours alone, or refuse: anyone may have put something there before us."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid != os.getuid():
        raise Problem(f"{folder} belongs to someone else. Remove it, or set TMPDIR to a folder of your own.")
    folder.chmod(0o700)
    if len(os.fsencode(folder / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET_PATH:
        raise Problem(f"{folder} is too long a path for a unix socket. Set TMPDIR to a shorter one, such as /tmp.")
    return folder
