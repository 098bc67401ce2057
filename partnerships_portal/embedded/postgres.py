"""The embedded PostgreSQL: one cluster, on a unix socket, with one database."""

import shutil
import signal
import subprocess
from pathlib import Path

from . import binaries
from .errors import Problem
from .paths import Places
from .supervisor import Supervisor, end_left_over

DATABASE = "portal"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
}
# A crash of the machine would lose the data: right for throw-away servers only.
THROW_AWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def url(places: Places) -> str:
    """The DATABASE_URL of this cluster."""
    return f"postgres://postgres@/{DATABASE}?host={places.sockets}"


def start(places: Places, supervisor: Supervisor, *, lasting: bool) -> None:
    """Start the server; it is not yet ready when this returns."""
    prefix = binaries.unprivileged()
    if not (places.postgres / "PG_VERSION").exists():
        _create_cluster(places.postgres, prefix)
    _clear_left_overs(places)
    settings = SETTINGS | ({} if lasting else THROW_AWAY_SETTINGS)
    settings["unix_socket_directories"] = str(places.sockets)
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [*prefix, binaries.postgres("postgres"), "-D", str(places.postgres), *options]
    supervisor.start("postgres", command, ending=signal.SIGINT)


def ready(places: Places) -> bool:
    command = [binaries.postgres("pg_isready"), "-q", "-h", str(places.sockets)]
    return subprocess.run(command, capture_output=True).returncode == 0


def create_database(places: Places) -> None:
    """Create the portal's database where the cluster does not have it yet."""
    where = ["-h", str(places.sockets), "-U", "postgres"]
    question = ["-Atc", f"select 1 from pg_database where datname = '{DATABASE}'", "postgres"]
    answer = subprocess.run([binaries.postgres("psql"), *where, *question], capture_output=True, text=True)
    if answer.stdout.strip() != "1":
        _run([binaries.postgres("createdb"), *where, DATABASE])


def _create_cluster(folder: Path, prefix: list[str]) -> None:
    """Make the cluster under another name first, so that an interrupted start never looks finished."""
    unfinished = folder.with_name(folder.name + ".new")
    for left in (unfinished, folder):
        shutil.rmtree(left, ignore_errors=True)
    locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    user = ["-U", "postgres", "--auth=trust"]  # the socket's folder lets nobody else in
    _run([*prefix, binaries.postgres("initdb"), "-D", str(unfinished), *user, *locale, "--no-sync"])
    unfinished.rename(folder)


def _clear_left_overs(places: Places) -> None:
    """Remove what a killed server left. The caller holds the lock, so no live server is ours."""
    end_left_over(places.postgres / "postmaster.pid", program="postgres", folder=places.postgres)
    for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        (places.sockets / name).unlink(missing_ok=True)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Problem(f"{Path(command[-1]).name}: PostgreSQL could not be prepared.\n{done.stderr.strip()[-2000:]}")
