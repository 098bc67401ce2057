"""Serves the portal in the foreground: servers, data, web, worker and beat."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from . import environment, paths, services
from .errors import Problem
from .lock import Lock
from .supervisor import Supervisor, die_with_parent

WEB_SECONDS = 60
Variables = dict[str, str]


def up() -> int:
    """Set up and serve until a signal or an error ends it."""
    lock = Lock(paths.LOCAL)
    if not lock.take("portal"):
        raise Problem(_already_running(lock))
    port = _free_port()
    try:
        _serve(lock, port)
    except SystemExit:  # a signal: being told to stop is no failure
        _say("Stopped. The data is kept.")
    return 0


def _serve(lock: Lock, port: str) -> None:
    with _servers() as (supervisor, variables):
        _say("Database, reference data and static files")
        sign_ins = prepare(variables)
        lock.announce_ready(None if services.configured() else paths.lasting().sockets)
        _say("Web server, worker and timer")
        _start_processes(supervisor, variables, port)
        _wait_for_web(supervisor, port)
        _say(f"\nThe portal is at {variables.get('SITE_URL', f'http://localhost:{port}')}")
        _say(f"\n{sign_ins}\nCtrl-C stops it; the data is kept.")
        while True:
            supervisor.check()
            time.sleep(0.3)


def _already_running(lock: Lock) -> str:
    holder = lock.holder()
    if holder.get("purpose") == "command":
        return f"A management command is using the servers (process {holder['pid']}). Try again when it has ended."
    return f"The portal is already running (process {holder.get('pid', 'starting')}). `make stop` stops it."


@contextlib.contextmanager
def _servers() -> Iterator[tuple[Supervisor, Variables]]:
    if services.configured():
        _say("Using the servers that DATABASE_URL and REDIS_URL name")
        supervisor = Supervisor(paths.LOCAL / "log")
        try:
            yield supervisor, environment.for_real_servers()
        finally:
            supervisor.stop()
    else:
        _say("PostgreSQL and Valkey")
        places = paths.lasting()
        with services.running(places) as supervisor:
            yield supervisor, environment.for_demonstration(places)


def _free_port() -> str:
    """The port to serve on; a process that is just ending gets a moment to free it."""
    port = environment.port()
    for _ in range(20):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                trial.bind(("127.0.0.1", int(port)))
                return port
        time.sleep(0.1)
    raise Problem(f"Port {port} is in use by another program. Choose another one: PORT={int(port) + 1} make up")


def _start_processes(supervisor: Supervisor, variables: Variables, port: str) -> None:
    celery = [sys.executable, "-m", "celery", "-A", "partnerships_portal"]
    worker = ["worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    beat = ["beat", "--loglevel", "INFO", "--pidfile=", "--schedule", str(paths.LOCAL / "beat-schedule")]
    gunicorn = [sys.executable, "-m", "gunicorn", "partnerships_portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    web = ["--workers", "2", "--threads", "4", "--preload", "--no-control-socket", "--access-logfile", "-"]
    web += ["--logger-class", "partnerships_portal.masking.AccessLog"]
    for name, command in (("web", gunicorn + web), ("worker", celery + worker), ("beat", celery + beat)):
        supervisor.start(name, command, environment=variables, folder=paths.ROOT)


def _wait_for_web(supervisor: Supervisor, port: str) -> None:
    end = time.monotonic() + WEB_SECONDS
    while time.monotonic() < end:
        supervisor.check()
        try:
            request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": "localhost"})
            with urllib.request.urlopen(request, timeout=5):
                return
        except urllib.error.HTTPError:
            return  # it is not called localhost, but it answers
        except OSError:
            time.sleep(0.1)
    raise Problem(f"The web server did not answer within {WEB_SECONDS} s. Look in {supervisor.logs / 'web.log'}.")


def prepare(variables: Variables) -> str:
    """Bring the data up to date, with progress; returns who can sign in to the demonstration."""
    done = subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        env=variables,
        cwd=paths.ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    if done.returncode:
        raise Problem(
            "The data could not be prepared: the reason is above. When it is mended, run `make up` again. "
            "To start with empty data instead, remove the folder .local/postgres first."
        )
    return done.stdout


def _say(line: str) -> None:
    print(line, flush=True)
